package io.github.hfconnect.inference;

/**
 * What the model answers for one input.
 *
 * @param value a value of the task's {@link Shape}
 * @param origin who answered, and what it took
 */
public record Prediction(Object value, Origin origin) {

    /** Approximate size of the value, in bytes. */
    public long sizeInBytes() {
        return PayloadSize.of(value);
    }

    /** The same prediction, known to have taken this many attempts. */
    public Prediction withAttempts(int attempts) {
        return new Prediction(value, origin.withAttempts(attempts));
    }

    /** The same prediction, known to be of this commit of the model. */
    public Prediction ofRevision(String revision) {
        return new Prediction(value, origin.ofRevision(revision));
    }

    /** The same prediction for an equal input that needed no call. */
    public Prediction fromCache() {
        return new Prediction(value, origin.fromCache());
    }
}
