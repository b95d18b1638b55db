package io.github.hfconnect.inference;

import org.jspecify.annotations.Nullable;

/** A call that brought no predictions; the {@link Failure} says why. */
public final class InferenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public InferenceException(Failure failure) {
        this(failure, null);
    }

    public InferenceException(Failure failure, @Nullable Throwable cause) {
        super(failure.describe(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
