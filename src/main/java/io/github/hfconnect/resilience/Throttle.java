package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;

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

    Time time() {
        return time;
    }

    /** What may be spent. */
    public Budget budget() {
        return budget;
    }

    /**
     * Makes an attempt as soon as the server's gate is open, the budget has room and the rate allows it.
     *
     * @param gateWait how long the server wants no call, at a reading of the clock
     */
    void awaitDeparture(LongFunction<Duration> gateWait) throws InterruptedException {
        boolean leaves = false;
        while (!leaves) {
            awaitRoom(gateWait);
            sleep(pace.reserve(time.nanos()));
            // While this one waited for its moment, an answer may have closed the gate, or others have spent the rest.
            long now = time.nanos();
            leaves = gateWait.apply(now).isZero() && budget.begin(now);
        }
    }

    void answered(List<Prediction> predictions) {
        budget.answered(predictions);
    }

    void failed() {
        budget.failed();
    }

    private void awaitRoom(LongFunction<Duration> gateWait) throws InterruptedException {
        Duration wait = wait(gateWait);
        while (!wait.isZero()) {
            time.sleep(wait);
            wait = wait(gateWait);
        }
    }

    private Duration wait(LongFunction<Duration> gateWait) {
        long now = time.nanos();
        Duration ofServer = gateWait.apply(now);
        Duration ofBudget = budget.delay(now);
        return ofServer.compareTo(ofBudget) > 0 ? ofServer : ofBudget;
    }

    private void sleep(Duration duration) throws InterruptedException {
        if (!duration.isZero()) {
            time.sleep(duration);
        }
    }
}
