package io.github.hfconnect.state;

import io.github.hfconnect.resilience.Spent;
import java.time.Duration;

/** Between a budget, which counts by a clock of its own, and the records, which go by the calendar. Not thread-safe. */
final class BudgetLedger {

    private final Window window;
    private final Usage share;
    private Usage recorded;

    /**
     * What is known when a task starts.
     *
     * @param own what it has used in this window, as recorded
     * @param share of what others have used in it
     */
    private BudgetLedger(Window window, Usage own, Usage share) {
        this.window = window;
        this.recorded = own;
        this.share = share;
    }

    /** Of a task that starts now, in ms since 1970. */
    static BudgetLedger of(Usages usages, Window window, long now) {
        long endsAt = window.endAfter(now);
        return new BudgetLedger(
                window, usages.own(endsAt, window.millis()), usages.shareOfOthers(endsAt, window.millis()));
    }

    /** What the budget goes on with. */
    Spent before() {
        return recorded.plus(share).spent();
    }

    /** How long its window still lasts. */
    Duration windowLeft(long now) {
        return Duration.ofMillis(recorded.windowEndsAt() - now);
    }

    /**
     * What the task itself has used.
     *
     * @param spent by the budget
     * @param windowLeft of its window, read no later than that: what is spent in a new window is none of the old one
     */
    Usage own(Spent spent, Duration windowLeft, long now) {
        long endsAt = window.nearestEnd(now + windowLeft.toMillis());
        Spent others = share.isOfWindow(endsAt, window.millis()) ? share.spent() : Spent.NOTHING;
        return new Usage(
                endsAt,
                window.millis(),
                new Spent(
                        Math.max(0, spent.requests() - others.requests()),
                        Math.max(0, spent.tokens() - others.tokens()),
                        Math.max(0, spent.cost() - others.cost())));
    }

    /** Whether that is worth a record: a new window of which nothing is used is as good as none. */
    boolean isNew(Usage own) {
        boolean begun = own.windowEndsAt() == recorded.windowEndsAt() || !own.isNothing();
        return begun && !own.equals(recorded);
    }

    /** The topic has it. */
    void recorded(Usage own) {
        recorded = own;
    }
}
