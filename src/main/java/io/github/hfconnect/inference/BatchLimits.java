package io.github.hfconnect.inference;

import org.jspecify.annotations.Nullable;

/**
 * How much one call may carry.
 *
 * @param maxInputs at least 1
 * @param maxBytes of input; a single larger input still makes a call of its own
 * @param maxTokens of input, where that is known
 */
public record BatchLimits(int maxInputs, long maxBytes, long maxTokens) {

    /** No limit of tokens. */
    public static final long ANY_TOKENS = Long.MAX_VALUE;

    /** For servers and tasks that take one input a call. */
    public static final BatchLimits ONE = new BatchLimits(1, Long.MAX_VALUE);

    /** For callers and servers that set none. */
    public static final BatchLimits UNLIMITED = new BatchLimits(Integer.MAX_VALUE, Long.MAX_VALUE);

    public BatchLimits {
        if (maxInputs < 1) {
            throw new IllegalArgumentException("A call carries at least one input, but the limit is " + maxInputs);
        }
    }

    /** Without a limit of tokens. */
    public BatchLimits(int maxInputs, long maxBytes) {
        this(maxInputs, maxBytes, ANY_TOKENS);
    }

    /**
     * What both allow.
     *
     * @param other null where there is no other
     */
    public BatchLimits and(@Nullable BatchLimits other) {
        return other == null
                ? this
                : new BatchLimits(
                        Math.min(maxInputs, other.maxInputs),
                        Math.min(maxBytes, other.maxBytes),
                        Math.min(maxTokens, other.maxTokens));
    }

    /** The same with so few bytes, if they are fewer. */
    public BatchLimits withMaxBytes(long most) {
        return new BatchLimits(maxInputs, Math.min(maxBytes, most), maxTokens);
    }

    /** Whether a call of this many inputs and bytes may take one more input. */
    public boolean admit(int inputs, long bytes, long nextBytes) {
        return inputs == 0 || (inputs < maxInputs && bytes + nextBytes <= maxBytes);
    }
}
