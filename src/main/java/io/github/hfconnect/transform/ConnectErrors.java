package io.github.hfconnect.transform;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Outcome;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;

/** Failures in the words of Connect, whose error handling goes by the class of an exception. */
final class ConnectErrors {

    private ConnectErrors() {}

    static ConnectException of(Outcome.Failed failed) {
        Failure failure = failed.failure();
        if (failed.ownFault()) {
            return new DataException(failure.describe());
        }
        return switch (failure.kind()) {
            case REJECTED -> new DataException(failure.describe());
            // errors.retry.timeout repeats these, and only these.
            case OVERLOADED, UNAVAILABLE, MALFORMED -> new RetriableException(failure.describe());
            case MISCONFIGURED -> new ConnectException(failure.describe());
        };
    }
}
