package io.github.hfconnect.resilience;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A cap on what a task spends in a window of time. What a call costs in tokens is known only when it has ended. So near the
 * limit a call begins only where those under way cannot have used it up, each taken for as dear as the dearest so far; the
 * very first goes alone. The cap is thereby exceeded by the tokens of one call at most. Safe for use by several threads.
 */
public final class Budget {

    /** Between two looks at whether the calls under way have left anything. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private static final long UNKNOWN = -1;

    private final BudgetLimits limits;
    private final BudgetListener listener;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean toldTokensUnknown = new AtomicBoolean();

    @GuardedBy("this")
    private long windowEndsAt;

    @GuardedBy("this")
    private long requests;

    @GuardedBy("this")
    private long tokens;

    @GuardedBy("this")
    private boolean held;

    @GuardedBy("this")
    private int callsUnderWay;

    @GuardedBy("this")
    private long dearest = UNKNOWN;

    /**
     * A budget of which nothing is spent.
     *
     * @param now a reading of the {@link Time} used with this budget; its first window begins there
     */
    public Budget(BudgetLimits limits, BudgetListener listener, long now) {
        this.limits = limits;
        this.listener = listener;
        this.windowEndsAt = now + limits.window().toNanos();
    }

    /** Whether anything is limited. */
    boolean limits() {
        return limits.limitsTokens() || limits.maxRequests() != BudgetLimits.UNLIMITED;
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
     */
    public synchronized void resume(Spent spent, Duration left, long now) {
        windowEndsAt = now + left.toNanos();
        requests = spent.requests();
        tokens = spent.tokens();
        held = false;
        renewIfDue(now);
    }

    /** What the window has used by now. */
    public synchronized Spent spent(long now) {
        renewIfDue(now);
        return new Spent(requests, tokens, 0);
    }

    /** How long the window still lasts. */
    public synchronized Duration windowLeft(long now) {
        renewIfDue(now);
        return Duration.ofNanos(windowEndsAt - now);
    }

    /**
     * How long the next call has to wait.
     *
     * @throws InferenceException where that is longer than it may
     */
    Duration delay(long now) {
        Duration untilRenewed = untilRenewed(now);
        if (untilRenewed.isZero()) {
            return isHeld() || mayBeUsedUpByCallsUnderWay() ? LOOK_AGAIN : Duration.ZERO;
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
        end(origin == null ? 0 : origin.tokens());
        boolean unknown = origin != null && origin.inputTokens() == null && origin.outputTokens() == null;
        if (unknown && limits.limitsTokens() && toldTokensUnknown.compareAndSet(false, true)) {
            listener.tokensUnknown();
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
        requests = Math.max(0, requests - 1);
    }

    /** What is left of this window's requests; NaN where they are not limited. */
    public synchronized double requestsLeft(long now) {
        renewIfDue(now);
        return left(limits.maxRequests(), requests);
    }

    /** What is left of this window's tokens; NaN where they are not limited. */
    public synchronized double tokensLeft(long now) {
        renewIfDue(now);
        return left(limits.maxTokens(), tokens);
    }

    private static double left(long max, long spent) {
        return max == BudgetLimits.UNLIMITED ? Double.NaN : Math.max(0, max - spent);
    }

    private synchronized boolean spend(long now) {
        renewIfDue(now);
        if (held || isUsedUp() || mayBeUsedUpByCallsUnderWay()) {
            return false;
        }
        requests++;
        callsUnderWay++;
        return true;
    }

    private synchronized void end(long tokensOfCall) {
        callsUnderWay--;
        tokens += tokensOfCall;
        dearest = Math.max(dearest, tokensOfCall);
    }

    private synchronized Duration untilRenewed(long now) {
        renewIfDue(now);
        return isUsedUp() ? Duration.ofNanos(windowEndsAt - now) : Duration.ZERO;
    }

    private synchronized boolean isHeld() {
        return held;
    }

    private synchronized boolean mayBeUsedUpByCallsUnderWay() {
        return limits.limitsTokens()
                && callsUnderWay > 0
                && (dearest == UNKNOWN || tokens + callsUnderWay * dearest >= limits.maxTokens());
    }

    @GuardedBy("this")
    private boolean isUsedUp() {
        return requests >= limits.maxRequests() || tokens >= limits.maxTokens();
    }

    @GuardedBy("this")
    private void renewIfDue(long now) {
        long window = limits.window().toNanos();
        if (now - windowEndsAt >= 0) {
            windowEndsAt += ((now - windowEndsAt) / window + 1) * window;
            requests = 0;
            tokens = 0;
        }
    }
}
