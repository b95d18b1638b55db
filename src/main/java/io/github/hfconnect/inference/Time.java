package io.github.hfconnect.inference;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The clock, as a parameter, so that tests need not wait. */
public interface Time {

    /** A monotonic reading in nanoseconds; only differences mean something. */
    long nanos();

    /** The date and time of day, which may jump: for what outlives this process, or is compared with what others have written. */
    Instant now();

    void sleep(Duration duration) throws InterruptedException;

    /**
     * Waits on a monitor whose lock the caller holds until somebody notifies it or the time is over. May return earlier, as any wait
     * on a monitor: call it in a loop that looks at the clock again.
     */
    default void await(Object monitor, Duration atMost) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedWait(monitor, Math.max(1, atMost.toNanos()));
    }
}
