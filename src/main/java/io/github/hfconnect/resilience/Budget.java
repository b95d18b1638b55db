package io.github.hfconnect.resilience;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.PriceList;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A cap on what a task spends in a window of time. What a call costs in tokens and money is known only when it has ended. So near the
 * limit a call begins only where those under way cannot have used it up, each taken for as dear as the dearest so far; the
 * very first goes alone. The cap is thereby exceeded by the tokens, or the cost, of one call at most. Safe for use by several threads.
 * Each {@code now} is a reading of the {@link Time} used with it, in nanoseconds.
 */
public final class Budget {

    /** Between two looks at whether the calls under way have left anything. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final BudgetLimits limits;
    private final PriceList prices;
    private final BudgetListener listener;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean toldTokensUnknown = new AtomicBoolean();
    private final AtomicBoolean toldCostUnknown = new AtomicBoolean();

    @GuardedBy("this")
    private long windowEndsAt;

    @GuardedBy("this")
    private final Purse requests;

    @GuardedBy("this")
    private final Purse tokens;

    @GuardedBy("this")
    private final Purse cost;

    @GuardedBy("this")
    private boolean held;

    @GuardedBy("this")
    private int callsUnderWay;

    /** A budget of which nothing is spent, and in which money does not count, whose first window begins {@code now}. */
    public Budget(BudgetLimits limits, BudgetListener listener, long now) {
        this(limits, PriceList.NONE, listener, now);
    }

    /**
     * A budget of which nothing is spent.
     *
     * @param now a reading of the {@link Time} used with this budget; its first window begins there
     */
    public Budget(BudgetLimits limits, PriceList prices, BudgetListener listener, long now) {
        this.limits = limits;
        this.prices = prices;
        this.listener = listener;
        this.windowEndsAt = now + limits.window().toNanos();
        this.requests = limits.requests();
        this.tokens = limits.tokens();
        this.cost = limits.cost();
    }

    /** No call begins until {@link #resume}, because what this window has used already is not known yet. */
    public synchronized void hold() {
        held = true;
    }

    /**
     * Goes on in a window that has begun before, such as in an earlier life of the task.
     *
     * @param spent in it so far
     * @param left of it
     * @param now a reading of {@link Time}
     */
    public synchronized void resume(Spent spent, Duration left, long now) {
        windowEndsAt = now + left.toNanos();
        fill(spent);
        held = false;
        renewIfDue(now);
    }

    /** What the window has used by {@code now}, a reading of {@link Time}. */
    public synchronized Spent spent(long now) {
        renewIfDue(now);
        return new Spent((long) requests.spent(), (long) tokens.spent(), cost.spent());
    }

    /** How long the window still lasts at {@code now}, a reading of {@link Time}. */
    public synchronized Duration windowLeft(long now) {
        renewIfDue(now);
        return Duration.ofNanos(windowEndsAt - now);
    }

    /** What money is called. */
    String currency() {
        return prices.currency();
    }

    /** Whether anything is limited. */
    boolean limits() {
        return !limits.isUnlimited();
    }

    /** How long a window lasts in all. */
    public Duration window() {
        return limits.window();
    }

    /**
     * How long the next call has to wait.
     *
     * @throws InferenceException where that is longer than it may
     */
    Duration delay(long now) {
        Duration untilRenewed = untilRenewed(now);
        if (untilRenewed.isZero()) {
            return mayNotBeginYet() ? LOOK_AGAIN : Duration.ZERO;
        }
        if (untilRenewed.compareTo(limits.longestWait()) > 0) {
            throw new InferenceException(limits.usedUp(untilRenewed));
        }
        if (waiting.compareAndSet(false, true)) {
            listener.usedUp(untilRenewed);
        }
        return untilRenewed;
    }

    /** Counts a call in, where there is something left for it; {@link #answered} or {@link #failed()} ends it. */
    boolean begin(long now) {
        boolean begun = spend(now);
        if (begun && waiting.compareAndSet(true, false)) {
            listener.renewed();
        }
        return begun;
    }

    /** Counts an answered call out. */
    void answered(List<Prediction> predictions) {
        // One answer for all: each of its predictions knows the whole call's tokens.
        Origin origin = predictions.isEmpty() ? null : predictions.get(0).origin();
        OptionalDouble costOfCall = origin == null ? OptionalDouble.empty() : prices.cost(origin);
        end(origin == null ? 0 : origin.tokens(), costOfCall.orElse(0));
        if (origin != null) {
            tellUnknown(!origin.tellsTokens(), costOfCall.isEmpty());
        }
    }

    private void tellUnknown(boolean tokensUnknown, boolean costUnknown) {
        if (tokensUnknown && limits.limitsTokens() && toldTokensUnknown.compareAndSet(false, true)) {
            listener.tokensUnknown();
        }
        if (costUnknown && limits.limitsCost() && toldCostUnknown.compareAndSet(false, true)) {
            listener.costUnknown();
        }
    }

    /** Counts out a call that has failed, which is a request like any other; what it took is not known. */
    synchronized void failed() {
        callsUnderWay--;
    }

    /** Counts out a call that was not made, and is no request. */
    synchronized void withdrawn() {
        callsUnderWay--;
        // Its window may have ended meanwhile.
        requests.giveBack(1);
    }

    /** What is left of this window's requests at {@code now}, a reading of {@link Time}; NaN where they are not limited. */
    public synchronized double requestsLeft(long now) {
        renewIfDue(now);
        return requests.left();
    }

    /** What is left of this window's tokens at {@code now}, a reading of {@link Time}; NaN where they are not limited. */
    public synchronized double tokensLeft(long now) {
        renewIfDue(now);
        return tokens.left();
    }

    /** What is left of this window's money at {@code now}, a reading of {@link Time}; NaN where it is not limited. */
    public synchronized double costLeft(long now) {
        renewIfDue(now);
        return cost.left();
    }

    private synchronized boolean spend(long now) {
        renewIfDue(now);
        if (isUsedUp() || mayNotBeginYet()) {
            return false;
        }
        requests.spend(1);
        callsUnderWay++;
        return true;
    }

    private synchronized void end(long tokensOfCall, double costOfCall) {
        callsUnderWay--;
        tokens.spend((double) tokensOfCall);
        cost.spend(costOfCall);
    }

    private synchronized Duration untilRenewed(long now) {
        renewIfDue(now);
        return isUsedUp() ? Duration.ofNanos(windowEndsAt - now) : Duration.ZERO;
    }

    private synchronized boolean mayNotBeginYet() {
        return held || tokens.mayBeSpentBy(callsUnderWay) || cost.mayBeSpentBy(callsUnderWay);
    }

    @GuardedBy("this")
    private boolean isUsedUp() {
        return requests.isSpent() || tokens.isSpent() || cost.isSpent();
    }

    @GuardedBy("this")
    private void renewIfDue(long now) {
        long window = limits.window().toNanos();
        if (now - windowEndsAt >= 0) {
            windowEndsAt += ((now - windowEndsAt) / window + 1) * window;
            fill(Spent.NOTHING);
        }
    }

    @GuardedBy("this")
    private void fill(Spent spent) {
        requests.fill((double) spent.requests());
        tokens.fill((double) spent.tokens());
        cost.fill(spent.cost());
    }
}
