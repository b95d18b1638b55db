package io.github.hfconnect.demo;

/** A command line that cannot be followed; the message says why. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
