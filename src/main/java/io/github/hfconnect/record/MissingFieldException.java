package io.github.hfconnect.record;

import org.apache.kafka.connect.errors.DataException;

/** A path leads nowhere in a record. */
final class MissingFieldException extends DataException {

    private static final long serialVersionUID = 1;

    MissingFieldException(String message) {
        super(message);
    }
}
