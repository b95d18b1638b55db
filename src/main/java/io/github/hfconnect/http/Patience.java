package io.github.hfconnect.http;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Time;
import java.time.Duration;

/**
 * How long one attempt waits for work that a server has taken on.
 *
 * @param timeout holds unless the server expects the work to take long: then twice that
 */
record Patience(Time time, Duration timeout) {

    long start() {
        return time.nanos();
    }

    /**
     * Waits until the next question is due.
     *
     * @param start of the waiting, as {@link #start()} told it
     * @throws InferenceException where the time is over
     */
    void await(FollowUp next, long start) throws InterruptedException {
        Duration twice = next.expected().multipliedBy(2);
        Duration longest = twice.compareTo(timeout) > 0 ? twice : timeout;
        if (time.nanos() - start > longest.toNanos()) {
            String message = "The server is not done after " + longest.toSeconds()
                    + " s. It is asked again, without a new order: see `work.timeout.ms`";
            throw new InferenceException(Failure.of(FailureKind.UNAVAILABLE, message));
        }
        time.sleep(next.after());
    }
}
