package io.github.hfconnect.resilience;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.inference.Time;
import java.time.Duration;

/**
 * So many attempts a second and no more, evenly spaced and without bursts: each attempt is given a moment of its own. Safe
 * for use by several threads.
 */
public final class RateLimit implements Pace {

    private final long interval;

    @GuardedBy("this")
    private long nextAt;

    /**
     * A limit that has let nobody pass yet.
     *
     * @param perSecond attempts; 0 for no limit
     * @param now a reading of the {@link Time} used with this limit
     */
    public RateLimit(double perSecond, long now) {
        if (!(perSecond >= 0)) {
            throw new IllegalArgumentException("A rate is at least 0 a second, but is " + perSecond);
        }
        this.interval = perSecond == 0 ? 0 : (long) Math.ceil(1e9 / perSecond);
        this.nextAt = now;
    }

    @Override
    public synchronized Duration reserve(long now) {
        if (interval == 0) {
            return Duration.ZERO;
        }
        long wait = Math.max(0, nextAt - now);
        nextAt = now + wait + interval;
        return Duration.ofNanos(wait);
    }
}
