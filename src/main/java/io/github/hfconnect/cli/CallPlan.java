package io.github.hfconnect.cli;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.resilience.BudgetLimits;
import java.time.Duration;

/**
 * How a connector goes about its calls.
 *
 * @param tasks how many of the connector's tasks have something to do; each has a cache, a rate and a budget of its own
 * @param cacheEntries how many answers a task remembers; 0 for none
 * @param limits what one call carries
 * @param callsAtOnce of one task
 * @param callsPerSecond of one task; 0 for as many as there come
 * @param budget of one task
 */
record CallPlan(
        int tasks, int cacheEntries, BatchLimits limits, int callsAtOnce, double callsPerSecond, BudgetLimits budget) {

    /** How many of the inputs are asked about: equal ones share an answer within a task, as long as it is remembered. */
    long asked(long inputs, long distinct) {
        return distinct <= cacheEntries ? Math.min(inputs, distinct * tasks) : inputs;
    }

    /** In how many calls, where they are filled. */
    long calls(long asked, double bytesAnInput) {
        double bySize = bytesAnInput == 0 ? limits.maxInputs() : limits.maxBytes() / bytesAnInput;
        return (long) Math.ceil(asked / Math.max(1, Math.min(limits.maxInputs(), Math.floor(bySize))));
    }

    /** How long that takes where each call takes as long, and no shorter than rate and budget allow. */
    Duration time(long calls, Duration latency) {
        double worked = (double) calls * latency.toNanos() / 1e9 / callsAtOnce / tasks;
        double allowed = callsPerSecond == 0 ? 0 : calls / callsPerSecond / tasks;
        return Duration.ofMillis(Math.round(1000 * Math.max(Math.max(worked, allowed), waiting(calls))));
    }

    /** Seconds until the budget's last window begins. */
    private double waiting(long calls) {
        return budget.maxRequests() == BudgetLimits.UNLIMITED
                ? 0
                : Math.floor((calls - 1) / ((double) budget.maxRequests() * tasks))
                        * budget.window().toSeconds();
    }
}
