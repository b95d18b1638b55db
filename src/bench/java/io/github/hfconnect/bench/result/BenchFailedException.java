package io.github.hfconnect.bench.result;

/** A measurement that did not come to its end, or whose result may not be used. */
public final class BenchFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BenchFailedException(String message) {
        super(message);
    }

    public BenchFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
