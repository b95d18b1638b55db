package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a task allows itself, whatever the servers would take: so many attempts a second, so many tokens a minute, and a budget. */
public final class Throttle {

    private final Pace pace;
    private final TokenAllowance tokens;
    private final Budget budget;
    private final Time time;

    /** Without a limit of tokens but the budget's. */
    public Throttle(Pace pace, Budget budget, Time time) {
        this(pace, new TokenAllowance(TokenLimits.NONE, BudgetListener.none(), time.nanos()), budget, time);
    }

    public Throttle(Pace pace, TokenAllowance tokens, Budget budget, Time time) {
        this.pace = pace;
        this.tokens = tokens;
        this.budget = budget;
        this.time = time;
    }

    /** A call that was counted in; to be ended by one of {@link #answered}, {@link #failed} and {@link #withdrawn}. */
    record Admission(CallNeeds needs, TokenRate.Call counted) {}

    /** Nothing is held back. */
    public static Throttle none(Time time) {
        long now = time.nanos();
        return new Throttle(Pace.UNLIMITED, new Budget(BudgetLimits.NONE, BudgetListener.none(), now), time);
    }

    /** Whether it holds anybody back. */
    boolean limits() {
        return pace != Pace.UNLIMITED || tokens.limits() || budget.limits();
    }

    Time time() {
        return time;
    }

    /** What may be spent. */
    public Budget budget() {
        return budget;
    }

    /** What one call may carry, so that it is not too large for the limits of tokens. */
    BatchLimits limits(BatchLimits ofEndpoints) {
        return tokens.limits(ofEndpoints);
    }

    /** Waits until the budget has room for a call. */
    void awaitBudget() throws InterruptedException {
        for (Duration wait = budget.delay(time.nanos()); !wait.isZero(); wait = budget.delay(time.nanos())) {
            time.sleep(wait);
        }
    }

    /**
     * Waits until the rate of tokens has room for a call.
     *
     * @return its needs, with the tokens that are expected of it now
     */
    CallNeeds awaitTokens(CallNeeds asked) throws InterruptedException {
        CallNeeds needs = tokens.expected(asked);
        for (Duration wait = tokens.delay(needs, time.nanos()); !wait.isZero(); ) {
            time.sleep(wait);
            needs = tokens.expected(asked);
            wait = tokens.delay(needs, time.nanos());
        }
        return needs;
    }

    /** Waits for the next moment that the rate gives; one that is not used is lost. */
    void awaitMoment() throws InterruptedException {
        Duration wait = pace.reserve(time.nanos());
        if (!wait.isZero()) {
            time.sleep(wait);
        }
    }

    /** Counts a call in, unless others have spent the rest of the budget meanwhile, or were dearer than expected. */
    Optional<Admission> begin(CallNeeds needs, long now) {
        return tokens.delay(needs, now).isZero() && budget.begin(now)
                ? Optional.of(new Admission(needs, tokens.begin(needs, now)))
                : Optional.empty();
    }

    void answered(Admission call, List<Prediction> predictions) {
        budget.answered(predictions);
        Origin origin = predictions.isEmpty() ? null : predictions.get(0).origin();
        tokens.answered(call.needs(), call.counted(), origin);
    }

    /** What a call has taken that has failed is not known. */
    void failed(Admission call) {
        budget.failed();
        tokens.failed(call.counted());
    }

    /** The call that was counted in was not made. */
    void withdrawn(Admission call) {
        budget.withdrawn();
        tokens.withdrawn(call.counted());
    }

    /** The failure of a call, and where it is about money, what this task has spent. */
    InferenceException explained(InferenceException e) {
        if (!e.failure().isAboutBilling()) {
            return e;
        }
        String message = e.failure().message() + ". " + spending();
        return new InferenceException(e.failure().withMessage(message), e);
    }

    private String spending() {
        Spent spent = budget.spent(time.nanos());
        return "In the current window of `budget.window.ms` (" + budget.window().toSeconds() + " s) this task has made "
                + spent.requests() + " requests and was billed " + spent.tokens() + " tokens"
                + (spent.cost() > 0 ? ", at a cost of " + spent.cost() + " " + budget.currency() : "");
    }
}
