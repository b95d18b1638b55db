package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import java.time.Duration;

/**
 * What a task may spend in a window of time, and what it does when that is spent.
 *
 * @param maxRequests attempts, failed ones too; {@link #UNLIMITED} for any number
 * @param maxTokens in and out, as servers count them; {@link #UNLIMITED} for any number
 * @param window after which everything may be spent anew
 * @param longestWait for the next window; a longer one is the caller's to do. Zero where nothing is to be waited for
 */
public record BudgetLimits(long maxRequests, long maxTokens, Duration window, Duration longestWait) {

    /** No limit. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** Nothing is limited. */
    public static final BudgetLimits NONE =
            new BudgetLimits(UNLIMITED, UNLIMITED, Duration.ofDays(1), Duration.ofDays(1));

    public BudgetLimits {
        if (maxRequests < 1 || maxTokens < 1 || window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("A budget's limits and window are positive, but are " + maxRequests
                    + " requests and " + maxTokens + " tokens in " + window.toMillis() + " ms");
        }
    }

    /** Whether nothing is limited. */
    public boolean isUnlimited() {
        return maxRequests == UNLIMITED && maxTokens == UNLIMITED;
    }

    boolean limitsTokens() {
        return maxTokens != UNLIMITED;
    }

    /** The failure of an attempt that would be one too many. */
    Failure usedUp(Duration untilRenewed) {
        String spent = "The budget of this task is used up (" + describe() + "); the next window begins in "
                + untilRenewed.toSeconds() + " s";
        return longestWait.isZero()
                ? Failure.of(FailureKind.MISCONFIGURED, spent + ". Raise it, or let `on.budget` wait")
                : Failure.of(FailureKind.OVERLOADED, spent).withHint(untilRenewed);
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        if (maxRequests != UNLIMITED) {
            text.append("`budget.max.requests` ").append(maxRequests);
        }
        if (limitsTokens()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append("`budget.max.tokens` ")
                    .append(maxTokens);
        }
        return text.toString();
    }
}
