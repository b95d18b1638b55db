package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task may spend in a window of time, and what it does when that is spent.
 *
 * @param maxRequests attempts, failed ones too; {@link #UNLIMITED} for any number
 * @param maxTokens in and out, as servers count them; {@link #UNLIMITED} for any number
 * @param maxCost by the price list; infinite for any
 * @param window after which everything may be spent anew
 * @param longestWait for the next window; a longer one is the caller's to do. Zero where nothing is to be waited for
 */
public record BudgetLimits(long maxRequests, long maxTokens, double maxCost, Duration window, Duration longestWait) {

    /** No limit. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** No limit of money. */
    public static final double ANY_COST = Double.POSITIVE_INFINITY;

    /** Nothing is limited. */
    public static final BudgetLimits NONE =
            new BudgetLimits(UNLIMITED, UNLIMITED, Duration.ofDays(1), Duration.ofDays(1));

    public BudgetLimits {
        if (maxRequests < 1 || maxTokens < 1 || !(maxCost > 0) || window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("A budget's limits and window are positive, but are " + maxRequests
                    + " requests, " + maxTokens + " tokens and a cost of " + maxCost + " in " + window.toMillis()
                    + " ms");
        }
    }

    /** Without a limit of money. */
    public BudgetLimits(long maxRequests, long maxTokens, Duration window, Duration longestWait) {
        this(maxRequests, maxTokens, ANY_COST, window, longestWait);
    }

    /** Whether nothing is limited. */
    public boolean isUnlimited() {
        return maxRequests == UNLIMITED && !limitsTokens() && !limitsCost();
    }

    boolean limitsTokens() {
        return maxTokens != UNLIMITED;
    }

    boolean limitsCost() {
        return maxCost != ANY_COST;
    }

    Purse requests() {
        return purse(maxRequests);
    }

    Purse tokens() {
        return purse(maxTokens);
    }

    Purse cost() {
        return new Purse(maxCost);
    }

    private static Purse purse(long most) {
        return new Purse(most == UNLIMITED ? Double.POSITIVE_INFINITY : (double) most);
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
        List<String> limits = new ArrayList<>();
        if (maxRequests != UNLIMITED) {
            limits.add("`budget.max.requests` " + maxRequests);
        }
        if (limitsTokens()) {
            limits.add("`budget.max.tokens` " + maxTokens);
        }
        if (limitsCost()) {
            limits.add("`budget.max.cost` " + maxCost);
        }
        return String.join(", ", limits);
    }
}
