package io.github.hfconnect.http;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.server.FollowUp;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When an endpoint is asked about work that it has taken on, and for how long. A poll belongs to an attempt that
 * has left already, so here it is made to keep what holds for attempts: the task's rate, and the server's wish for a
 * pause, whichever call it was told to. Safe for use by several threads.
 */
final class PollSchedule {

    /** A server that asks for more is not waited for in one piece; as for attempts. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Time time;
    private final Duration timeout;
    private final Pace pace;
    private final AtomicLong opensAt;

    /**
     * When one endpoint is polled.
     *
     * @param timeout of one attempt; holds unless the server expects the work to take long: then twice that
     * @param pace that attempts and polls share
     */
    PollSchedule(Time time, Duration timeout, Pace pace) {
        this.time = time;
        this.timeout = timeout;
        this.pace = pace;
        this.opensAt = new AtomicLong(time.nanos());
    }

    long start() {
        return time.nanos();
    }

    /** Takes note of a pause that the server wants. */
    void heard(Failure failure) {
        Duration hint = failure.hint();
        if (hint != null) {
            Duration pause = hint.compareTo(LONGEST_PAUSE) < 0 ? hint : LONGEST_PAUSE;
            opensAt.accumulateAndGet(time.nanos() + pause.toNanos(), (one, other) -> other - one > 0 ? other : one);
        }
    }

    /**
     * Waits until the next poll may be sent.
     *
     * @param start of the waiting, as {@link #start()} told it
     * @throws InferenceException where the time is over
     */
    void await(FollowUp next, long start) throws InterruptedException {
        requireTime(next, start);
        time.sleep(next.after());
        sleep(pace.reserve(time.nanos()).toNanos());
        while (opensAt.get() - time.nanos() > 0) {
            sleep(opensAt.get() - time.nanos());
        }
    }

    private void requireTime(FollowUp next, long start) {
        Duration twice = next.expected().multipliedBy(2);
        Duration longest = twice.compareTo(timeout) > 0 ? twice : timeout;
        if (time.nanos() - start > longest.toNanos()) {
            String message = "The server is not done after " + longest.toSeconds()
                    + " s. It is asked again, without a new order: see `work.timeout.ms`";
            throw new InferenceException(Failure.of(FailureKind.UNAVAILABLE, message));
        }
    }

    private void sleep(long nanos) throws InterruptedException {
        if (nanos > 0) {
            time.sleep(Duration.ofNanos(nanos));
        }
    }
}
