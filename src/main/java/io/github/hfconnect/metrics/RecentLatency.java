package io.github.hfconnect.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/** How long calls took in the last one to two minutes: what is older says nothing about now. Safe for use by several threads. */
public final class RecentLatency {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final LongSupplier nanos;

    @GuardedBy("this")
    private Histogram current = new Histogram();

    @GuardedBy("this")
    private Histogram previous = new Histogram();

    @GuardedBy("this")
    private long currentSince;

    /**
     * No calls yet.
     *
     * @param nanos a monotonic clock
     */
    public RecentLatency(LongSupplier nanos) {
        this.nanos = nanos;
        this.currentSince = nanos.getAsLong();
    }

    synchronized void add(Duration took) {
        moveOn();
        current.add(Math.max(0, took.toNanos()));
    }

    /** In milliseconds; NaN where nothing was measured lately. */
    public double meanMillis() {
        return millis(Histogram::mean);
    }

    /** In milliseconds; NaN where nothing was measured lately. */
    public double maxMillis() {
        return millis(Histogram::max);
    }

    /** The latency in milliseconds that this share of calls did not exceed; NaN where nothing was measured lately. */
    public double quantileMillis(double share) {
        return millis(recent -> recent.quantile(share));
    }

    private synchronized double millis(ToDoubleFunction<Histogram> reading) {
        moveOn();
        Histogram recent = new Histogram();
        recent.add(previous);
        recent.add(current);
        return reading.applyAsDouble(recent) / NANOS_PER_MILLI;
    }

    @GuardedBy("this")
    private void moveOn() {
        long windows = (nanos.getAsLong() - currentSince) / WINDOW.toNanos();
        if (windows > 0) {
            previous = windows == 1 ? current : new Histogram();
            current = new Histogram();
            currentSince += windows * WINDOW.toNanos();
        }
    }
}
