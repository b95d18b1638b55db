package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import java.time.Duration;
import java.util.Optional;

/**
 * When a failed call is made again, and after which delay.
 *
 * @param maxAttempts of one call, the first counted
 * @param backoff between attempts where the server gives no hint
 * @param coldStartTimeout how long a loading model is waited for; such attempts do not count against the maximum
 * @param searching true for calls that only show which part of a batch fails: a fault that an input can cause is not met
 *     twice, since what fails is asked again in smaller parts
 */
public record RetryPolicy(int maxAttempts, Backoff backoff, Duration coldStartTimeout, boolean searching) {

    /** A bad answer seldom mends itself: it gets one more attempt at most. */
    private static final int MAX_ATTEMPTS_OF_BAD_ANSWERS = 2;

    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("At least one attempt is needed, but the maximum is " + maxAttempts);
        }
    }

    /** The policy of ordinary calls. */
    public RetryPolicy(int maxAttempts, Backoff backoff, Duration coldStartTimeout) {
        this(maxAttempts, backoff, coldStartTimeout, false);
    }

    RetryPolicy whileSearching() {
        return new RetryPolicy(maxAttempts, backoff, coldStartTimeout, true);
    }

    /**
     * The delay before the next attempt, or empty where there is to be none.
     *
     * @param failure of the last attempt
     * @param attempts made so far while the model was loading where it is, and otherwise those that count
     * @param waitedForModel since the model was first said to be loading
     * @param random from 0 inclusive to 1 exclusive
     */
    public Optional<Duration> delay(Failure failure, int attempts, Duration waitedForModel, double random) {
        // A call that was too large is never made again as it is.
        boolean worthRetrying = (failure.kind().isOutage() || failure.unusableAnswer()) && failure.admitted() == null;
        boolean modelMayStillCome = failure.loading() && waitedForModel.compareTo(coldStartTimeout) < 0;
        boolean attemptsLeft = !failure.loading() && attempts < maxAttempts(failure);
        if (!worthRetrying || !(modelMayStillCome || attemptsLeft)) {
            return Optional.empty();
        }
        return Optional.of(failure.hint() != null ? failure.hint() : backoff.delay(Math.max(attempts, 1), random));
    }

    private int maxAttempts(Failure failure) {
        if (searching && failure.mayBeAnInputs()) {
            return 1;
        }
        boolean badAnswer = failure.kind() == FailureKind.MALFORMED || failure.unusableAnswer();
        return badAnswer ? Math.min(maxAttempts, MAX_ATTEMPTS_OF_BAD_ANSWERS) : maxAttempts;
    }
}
