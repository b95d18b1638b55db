package io.github.hfconnect.resilience.concurrency;

import java.util.Arrays;

/**
 * How long calls took under one limit. The mean is that of the fastest nine of ten: what a few stragglers take says nothing
 * about how busy an endpoint is. Not thread-safe.
 */
final class LatencySample {

    /** Leaving out three of ten hides the queue that is looked for, too ({@code AdaptiveLimitTest.kneeThatMovesIsFoundAgain}). */
    private static final double TRIMMED_TO = 0.9;

    private double[] nanos = new double[64];
    private int size;

    void add(double latencyNanos) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = latencyNanos;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** What the calls took on average, with its standard error. */
    Estimate estimate() {
        double[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        int kept = Math.max(1, (int) (size * TRIMMED_TO));
        double mean = Arrays.stream(sorted, 0, kept).average().orElse(0);
        double variance = Arrays.stream(sorted, 0, kept)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        return new Estimate(mean, Math.sqrt(variance / kept));
    }

    /**
     * A mean.
     *
     * @param error by which it is likely to be off
     */
    record Estimate(double mean, double error) {

        /** How sure it is that this mean stands above the other one times a factor: in standard errors, negative below. */
        double distanceTo(Estimate other, double factor) {
            double expected = other.mean * factor;
            double uncertainty = Math.hypot(error, other.error * factor);
            return uncertainty == 0 ? Math.signum(mean - expected) * Double.MAX_VALUE : (mean - expected) / uncertainty;
        }
    }
}
