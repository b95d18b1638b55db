package io.github.hfconnect.resilience;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * What a call will be billed, told from what earlier calls were billed: so much for each input (instructions, answers) and so much
 * for each byte of input, by least squares over the last calls, the latest of which count most. Safe for use by several threads.
 */
final class TokenEstimate {

    /** Before any call was billed: OpenAI's rule of thumb is four for English; fewer leave room for other scripts. */
    private static final double ASSUMED_BYTES_A_TOKEN = 3;

    /** An observation counts half after 35 others. */
    private static final double MEMORY = 0.98;

    /** Calls that are all alike do not tell inputs from bytes. */
    private static final double ALIKE = 1e-3;

    @GuardedBy("this")
    private double nn;

    @GuardedBy("this")
    private double nb;

    @GuardedBy("this")
    private double bb;

    @GuardedBy("this")
    private double nt;

    @GuardedBy("this")
    private double bt;

    @GuardedBy("this")
    private double bytes;

    @GuardedBy("this")
    private double tokens;

    @GuardedBy("this")
    private double squaredErrors;

    @GuardedBy("this")
    private double weight;

    @GuardedBy("this")
    private boolean untold;

    /** Whether an answer has come, so that nothing is to be gained by waiting for it. */
    synchronized boolean isSettled() {
        return isKnown() || untold;
    }

    /**
     * An answer does not say what it was billed.
     *
     * @return whether it is the first, and no other has said it
     */
    synchronized boolean isUntold() {
        boolean first = !isSettled();
        untold = true;
        return first;
    }

    /** What a call was billed. */
    synchronized void learn(int inputs, long inputBytes, long billed) {
        double error = isKnown() ? billed - expected(inputs, inputBytes) : 0;
        nn = nn * MEMORY + (double) inputs * inputs;
        nb = nb * MEMORY + (double) inputs * inputBytes;
        bb = bb * MEMORY + (double) inputBytes * inputBytes;
        nt = nt * MEMORY + (double) inputs * billed;
        bt = bt * MEMORY + (double) inputBytes * billed;
        bytes = bytes * MEMORY + inputBytes;
        tokens = tokens * MEMORY + billed;
        squaredErrors = squaredErrors * MEMORY + error * error;
        weight = weight * MEMORY + 1;
    }

    /** Tokens that a call is expected to be billed, at least one. */
    synchronized double expected(int inputs, long inputBytes) {
        return Math.max(1, isKnown() ? fitted(inputs, inputBytes) : inputBytes / ASSUMED_BYTES_A_TOKEN);
    }

    /** How far single calls were from what was expected of them: the root of the mean square. */
    synchronized double deviation() {
        return weight == 0 ? 0 : Math.sqrt(squaredErrors / weight);
    }

    /** How many bytes of input are about so many tokens, at least one. */
    synchronized long bytesFor(long most) {
        double bytesAToken = isKnown() && bytes > 0 ? bytes / tokens : ASSUMED_BYTES_A_TOKEN;
        return Math.max(1, Math.round(most * bytesAToken));
    }

    @GuardedBy("this")
    private boolean isKnown() {
        return tokens > 0;
    }

    @GuardedBy("this")
    private double fitted(int inputs, long inputBytes) {
        double determinant = nn * bb - nb * nb;
        double perInput = (nt * bb - bt * nb) / determinant;
        double perByte = (bt * nn - nt * nb) / determinant;
        boolean alike = determinant <= ALIKE * nn * bb;
        if (alike || perByte < 0) {
            return inputs * nt / nn;
        }
        return perInput < 0 ? inputBytes * bt / bb : inputs * perInput + inputBytes * perByte;
    }
}
