package io.github.hfconnect.resilience.concurrency;

import io.github.hfconnect.resilience.concurrency.LatencySample.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * Tells that an endpoint has become slower or faster by itself. One sample is not enough for that: where this JVM or its machine
 * stands still for a moment, all calls of one sample do. Not thread-safe.
 */
final class LatencyShift {

    /** A shift of twice the latency only is seen too late ({@code AdaptiveLimitTest.kneeThatMovesIsFoundAgain}). */
    private static final double FACTOR = 1.3;

    /** In standard errors, as in the limit's trials. */
    private static final double SURE = 2;

    /** One takes a pause of the caller for congestion ({@code AdaptiveLimitTest.pausesOfTheCallerAreNoCongestion}). */
    private static final int SAMPLES = 2;

    private int inARow;

    /** Compares a new sample with what is usual; null where that is not known yet, and nothing can have shifted. */
    void observe(Estimate latency, @Nullable Estimate usual) {
        boolean differs = usual != null
                && (latency.distanceTo(usual, FACTOR) > SURE || latency.distanceTo(usual, 1 / FACTOR) < -SURE);
        inARow = differs ? inARow + 1 : 0;
    }

    /** Whether the last sample did not look as usual. */
    boolean isSuspected() {
        return inARow > 0;
    }

    /** Whether that is no matter of one sample. */
    boolean isCertain() {
        return inARow >= SAMPLES;
    }

    void clear() {
        inARow = 0;
    }
}
