package io.github.hfconnect.record.path;

import org.apache.kafka.connect.errors.DataException;

/** A path leads nowhere in a record. */
public final class MissingFieldException extends DataException {

    private static final long serialVersionUID = 1;

    MissingFieldException(String message) {
        super(message);
    }
}
