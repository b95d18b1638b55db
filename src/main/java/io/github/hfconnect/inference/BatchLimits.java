package io.github.hfconnect.inference;

/**
 * How much one call may carry.
 *
 * @param maxInputs at least 1
 * @param maxBytes of input; a single larger input still makes a call of its own
 */
public record BatchLimits(int maxInputs, long maxBytes) {

    /** For servers and tasks that take one input a call. */
    public static final BatchLimits ONE = new BatchLimits(1, Long.MAX_VALUE);

    /** For callers and servers that set none. */
    public static final BatchLimits UNLIMITED = new BatchLimits(Integer.MAX_VALUE, Long.MAX_VALUE);

    public BatchLimits {
        if (maxInputs < 1) {
            throw new IllegalArgumentException("A call carries at least one input, but the limit is " + maxInputs);
        }
    }

    /** What both allow. */
    public BatchLimits and(BatchLimits other) {
        return new BatchLimits(Math.min(maxInputs, other.maxInputs), Math.min(maxBytes, other.maxBytes));
    }

    /** Whether a call of this many inputs and bytes may take one more input. */
    public boolean admit(int inputs, long bytes, long nextBytes) {
        return inputs == 0 || (inputs < maxInputs && bytes + nextBytes <= maxBytes);
    }
}
