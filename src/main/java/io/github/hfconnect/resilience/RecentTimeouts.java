package io.github.hfconnect.resilience;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether calls to an endpoint time out now and then, whatever they carry. One text that hangs makes two calls time out before it
 * is found: its batch's and its own. More of them within a while are more likely the endpoint's own fault, and a text is
 * then asked with all attempts before it is taken for the cause. Its own lock guards all state.
 */
final class RecentTimeouts {

    /** One more than a text that hangs takes. */
    private static final int MANY = 3;

    private static final Duration WHILE = Duration.ofMinutes(5);

    @GuardedBy("this")
    private final Deque<Long> latest = new ArrayDeque<>(MANY);

    synchronized void add(long now) {
        if (latest.size() == MANY) {
            latest.removeFirst();
        }
        latest.addLast(now);
    }

    synchronized boolean areMany(long now) {
        return latest.size() == MANY && now - latest.getFirst() < WHILE.toNanos();
    }
}
