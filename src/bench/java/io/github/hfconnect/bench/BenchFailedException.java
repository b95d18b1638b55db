package io.github.hfconnect.bench;

/** A measurement that did not come to its end, or whose result may not be used. */
final class BenchFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BenchFailedException(String message) {
        super(message);
    }

    BenchFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
