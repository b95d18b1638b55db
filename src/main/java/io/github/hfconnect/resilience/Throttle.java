package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.List;

/** What a task allows itself, whatever the servers would take: so many attempts a second, and a budget. */
public final class Throttle {

    private final Pace pace;
    private final Budget budget;
    private final Time time;

    public Throttle(Pace pace, Budget budget, Time time) {
        this.pace = pace;
        this.budget = budget;
        this.time = time;
    }

    /** Nothing is held back. */
    public static Throttle none(Time time) {
        long now = time.nanos();
        return new Throttle(Pace.UNLIMITED, new Budget(BudgetLimits.NONE, BudgetListener.none(), now), time);
    }

    /** Whether it holds anybody back. */
    boolean limits() {
        return pace != Pace.UNLIMITED || budget.limits();
    }

    Time time() {
        return time;
    }

    /** What may be spent. */
    public Budget budget() {
        return budget;
    }

    /** Waits until the budget has room for a call. */
    void awaitBudget() throws InterruptedException {
        for (Duration wait = budget.delay(time.nanos()); !wait.isZero(); wait = budget.delay(time.nanos())) {
            time.sleep(wait);
        }
    }

    /** Waits for the next moment that the rate gives; one that is not used is lost. */
    void awaitMoment() throws InterruptedException {
        Duration wait = pace.reserve(time.nanos());
        if (!wait.isZero()) {
            time.sleep(wait);
        }
    }

    /** Counts a call in, unless others have spent the rest of the budget meanwhile. */
    boolean begin(long now) {
        return budget.begin(now);
    }

    void answered(List<Prediction> predictions) {
        budget.answered(predictions);
    }

    void failed() {
        budget.failed();
    }

    /** The call that was counted in was not made. */
    void withdrawn() {
        budget.withdrawn();
    }
}
