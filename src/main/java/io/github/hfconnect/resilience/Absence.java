package io.github.hfconnect.resilience;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.Optional;

/**
 * What to log of something that is away: once when it goes, a reminder every few minutes, and once when it is back. For any
 * thread.
 */
public final class Absence {

    /** Often enough for whoever looks at the log later, and few lines in a night. */
    public static final Duration REMIND_EVERY = Duration.ofMinutes(10);

    private static final long NEVER = -1;

    private final Duration between;
    private final Time time;

    @GuardedBy("this")
    private long since = NEVER;

    @GuardedBy("this")
    private long told;

    /**
     * Something that is there.
     *
     * @param between two reminders
     */
    public Absence(Duration between, Time time) {
        this.between = between;
        this.time = time;
    }

    /**
     * It is away, or still so.
     *
     * @return for how long, where that is to be told now
     */
    public synchronized Optional<Duration> missed() {
        long nanos = time.nanos();
        boolean begins = since == NEVER;
        if (begins) {
            since = nanos;
        }
        if (begins || nanos - told >= between.toNanos()) {
            told = nanos;
            return Optional.of(Duration.ofNanos(nanos - since));
        }
        return Optional.empty();
    }

    /**
     * It is there.
     *
     * @return for how long it was away, where it was
     */
    public synchronized Optional<Duration> back() {
        long began = since;
        since = NEVER;
        return began == NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(time.nanos() - began));
    }
}
