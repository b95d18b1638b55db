package io.github.hfconnect.resilience;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * How many inputs a call to one endpoint may carry so that it is answered in time. A time-out halves it until the next answer,
 * which explains the time-out: where an answer of that size was to be expected well within the time, the server hangs on an input,
 * and the ceiling is taken back; otherwise it is too slow for so many, and the ceiling stays. It is raised by an eighth after a few
 * full calls, as long as the time would do. Sizes that are untried are tried by a few calls at once, so that few pay for the lesson.
 * Safe for use by several threads; time is a parameter, in nanoseconds.
 *
 * <p>With these numbers the servers of {@code SlowServerTest} get more than nine tenths of that done which they would with the best
 * fixed size, and no more than two calls of fifty batches come too late.
 */
final class BatchCeiling {

    /** A quarter of the calls that are in flight by default: the others need not pay for the first lesson. */
    private static final int MOST_TRIALS_AT_ONCE = 4;

    /** One that was quick by chance is no reason to carry more. */
    private static final int FULL_CALLS_BEFORE_MORE = 4;

    /** A part of the ceiling, by which it is raised: what is too much by then is so by little. */
    private static final int RAISED_BY_ONE_OF = 8;

    /** The rest is for what calls of one size differ in. */
    private static final double MOST_OF_TIMEOUT = 0.9;

    /** A call that was to take half of its time does not take all of it by chance: it hangs. */
    private static final double WELL_WITHIN_TIMEOUT = 0.5;

    /** An answered call. */
    private record Answered(int inputs, long took) {}

    @GuardedBy("this")
    private int ceiling = Integer.MAX_VALUE;

    /** Until the next answer. */
    @GuardedBy("this")
    private int suspected = Integer.MAX_VALUE;

    @GuardedBy("this")
    private long timeout = Long.MAX_VALUE;

    @GuardedBy("this")
    private int largestAnswered = 1;

    @GuardedBy("this")
    private int trials;

    @GuardedBy("this")
    private int fullCalls;

    @GuardedBy("this")
    private @Nullable Answered last;

    /** The last one of another size than the last. */
    @GuardedBy("this")
    private @Nullable Answered other;

    synchronized int inputs() {
        return Math.min(ceiling, suspected);
    }

    /** Whether a call of this size may leave now. */
    synchronized boolean hasRoom(int inputs) {
        return isTried(inputs) || trials < MOST_TRIALS_AT_ONCE;
    }

    /** A call begins; the answer tells whether it is a trial, which {@link #trialEnded()} has to follow. */
    synchronized boolean begin(int inputs) {
        boolean isTrial = !isTried(inputs);
        if (isTrial) {
            trials++;
        }
        return isTrial;
    }

    synchronized void trialEnded() {
        trials--;
    }

    synchronized void timedOut(int inputs, long took) {
        timeout = Math.min(timeout, took);
        fullCalls = 0;
        if (inputs > 1) {
            suspected = Math.min(suspected, inputs / 2);
        }
    }

    synchronized void answered(int inputs, long took) {
        largestAnswered = Math.max(largestAnswered, inputs);
        remember(new Answered(inputs, took));
        explain();
        if (ceiling < Integer.MAX_VALUE && inputs >= ceiling) {
            raise();
        }
    }

    @GuardedBy("this")
    private boolean isTried(int inputs) {
        return inputs <= 2 * largestAnswered;
    }

    @GuardedBy("this")
    private void remember(Answered answer) {
        if (last != null && last.inputs != answer.inputs) {
            other = last;
        }
        last = answer;
    }

    @GuardedBy("this")
    private void explain() {
        if (suspected < Integer.MAX_VALUE && expected(2 * suspected) > WELL_WITHIN_TIMEOUT * timeout) {
            ceiling = Math.min(ceiling, suspected);
            largestAnswered = Math.min(largestAnswered, ceiling);
        }
        suspected = Integer.MAX_VALUE;
    }

    @GuardedBy("this")
    private void raise() {
        int more = ceiling + Math.max(1, ceiling / RAISED_BY_ONE_OF);
        if (expected(more) > MOST_OF_TIMEOUT * timeout) {
            fullCalls = 0;
        } else if (++fullCalls >= FULL_CALLS_BEFORE_MORE) {
            fullCalls = 0;
            ceiling = more;
        }
    }

    /** How long a call would take, by the line through the last answers of two sizes; in proportion where there is only one. */
    @GuardedBy("this")
    private double expected(int inputs) {
        if (last == null) {
            return 0;
        }
        double perInput = other == null
                ? last.took / (double) last.inputs
                : Math.max(0, (last.took - other.took) / (double) (last.inputs - other.inputs));
        return last.took + perInput * (inputs - last.inputs);
    }
}
