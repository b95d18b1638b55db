package io.github.hfconnect.config;

import io.github.hfconnect.resilience.BudgetLimits;

/**
 * A task's share of what all tasks of its connector may use together. Shares of whole numbers differ by one at most, and add up.
 *
 * @param tasks of the connector
 * @param index of the task among them, from 0
 */
record TaskShare(int tasks, int index) {

    /** Of a task that shares with nobody. */
    static final TaskShare WHOLE = new TaskShare(1, 0);

    double of(double total) {
        return total / tasks;
    }

    BudgetLimits of(BudgetLimits total) {
        return new BudgetLimits(
                ofLimit(total.maxRequests()),
                ofLimit(total.maxTokens()),
                of(total.maxCost()),
                total.window(),
                total.longestWait());
    }

    private long ofLimit(long total) {
        return total == BudgetLimits.UNLIMITED ? total : of(total);
    }

    /** At least one, since a task without any would stop its partitions for ever. */
    long of(long total) {
        return Math.max(1, total / tasks + (index < total % tasks ? 1 : 0));
    }
}
