package io.github.hfconnect.bench;

/** A command line that cannot be followed. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
