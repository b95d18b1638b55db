package io.github.hfconnect.sink.output;

import io.github.hfconnect.inference.Failure;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Why a record is reported: what a dead letter's headers name. There is one class a kind of failure, so that dead letters
 * can be told apart by {@code __connect.errors.exception.class.name} alone.
 */
public abstract class RecordFailedException extends ConnectException {

    private static final long serialVersionUID = 1L;

    RecordFailedException(String message) {
        super(message);
    }

    /** The failure of a record; the message says which record, and what the server said of it. */
    public static RecordFailedException of(Failure failure, String where) {
        String message = "Record " + where + " failed. " + failure.describe();
        return switch (failure.kind()) {
            case REJECTED -> new Rejected(message);
            case OVERLOADED -> new Overloaded(message);
            case UNAVAILABLE -> new Unavailable(message);
            case MALFORMED -> new Malformed(message);
            case MISCONFIGURED -> new Misconfigured(message);
        };
    }

    /** The record's own fault. */
    public static final class Rejected extends RecordFailedException {
        private static final long serialVersionUID = 1L;

        Rejected(String message) {
            super(message);
        }
    }

    /** The server had no room for it. */
    public static final class Overloaded extends RecordFailedException {
        private static final long serialVersionUID = 1L;

        Overloaded(String message) {
            super(message);
        }
    }

    /** The server could not be reached, or failed. */
    public static final class Unavailable extends RecordFailedException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message) {
            super(message);
        }
    }

    /** The server's answer was not what the task answers. */
    public static final class Malformed extends RecordFailedException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    /** The configuration's fault; such a failure fails the task instead, so this is seen only where it does. */
    public static final class Misconfigured extends RecordFailedException {
        private static final long serialVersionUID = 1L;

        Misconfigured(String message) {
            super(message);
        }
    }
}
