package io.github.hfconnect.resilience;

import java.time.Duration;

/**
 * Exponential backoff with full jitter: the delay before retry n is anything between nothing and the base doubled n-1
 * times, so that callers that failed together do not come back together.
 *
 * @param base the longest delay before the first retry
 * @param max no delay is longer
 */
public record Backoff(Duration base, Duration max) {

    public Backoff {
        if (base.isNegative() || base.compareTo(max) > 0) {
            throw new IllegalArgumentException("The base delay must be between 0 and the maximum of " + max.toMillis()
                    + " ms, but is " + base.toMillis() + " ms");
        }
    }

    /**
     * The delay before a retry.
     *
     * @param retry 1 for the first
     * @param random from 0 inclusive to 1 exclusive
     */
    public Duration delay(int retry, double random) {
        return Duration.ofNanos((long) (random * ceiling(retry).toNanos()));
    }

    /** The longest delay there can be before this retry. */
    Duration ceiling(int retry) {
        double nanos = Math.min(base.toNanos() * Math.pow(2, retry - 1.0), (double) max.toNanos());
        return Duration.ofNanos((long) nanos);
    }
}
