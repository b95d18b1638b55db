package io.github.hfconnect.transform;

import io.github.hfconnect.config.value.OutagePolicy;
import io.github.hfconnect.inference.Failure;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;

/** Failures in the words of Connect, whose error handling goes by the class of an exception. */
final class ConnectErrors {

    private ConnectErrors() {}

    /** The failure of a record alone. */
    static ConnectException ofRecord(Failure failure) {
        return new DataException(failure.describe());
    }

    /** A failure that any other record would have met. */
    static ConnectException ofService(Failure failure, OutagePolicy onOutage) {
        boolean mayPass = failure.kind().isOutage() && onOutage == OutagePolicy.WAIT;
        // errors.retry.timeout repeats these, and only these.
        return mayPass ? new RetriableException(failure.describe()) : new ConnectException(failure.describe());
    }
}
