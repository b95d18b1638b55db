package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Origin;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A task's tokens: what its calls are expected to be billed, and what it may use of them. Safe for use by several threads. */
public final class TokenAllowance {

    private final TokenLimits limits;
    private final BudgetListener listener;
    private final TokenEstimate estimate = new TokenEstimate();
    private final TokenRate rate;

    /**
     * An allowance of which nothing is used.
     *
     * @param now a reading of the clock that later readings are compared with
     */
    public TokenAllowance(TokenLimits limits, BudgetListener listener, long now) {
        this.limits = limits;
        this.listener = listener;
        this.rate = new TokenRate(limits.perMinute(), estimate, now);
    }

    /** What calls of the last minute were billed, or will be. */
    public double usedInMinute(long now) {
        return rate.used(now);
    }

    /** Whether a minute's tokens are limited. */
    boolean limits() {
        return limits.perMinute() != TokenLimits.UNLIMITED;
    }

    /** The same, and so few bytes that they are expected to be billed no more than a call may be. */
    BatchLimits limits(BatchLimits others) {
        long most = Math.min(limits.perCall(), others.maxTokens());
        return most == BatchLimits.ANY_TOKENS ? others : others.withMaxBytes(estimate.bytesFor(most));
    }

    CallNeeds expected(CallNeeds needs) {
        return needs.withTokens(estimate.expected(needs.inputs(), needs.bytes()));
    }

    Duration delay(CallNeeds needs, long now) {
        return rate.delay(needs.tokens(), now);
    }

    TokenRate.Call begin(CallNeeds needs, long now) {
        return rate.begin(needs.tokens(), now);
    }

    void answered(CallNeeds needs, TokenRate.Call call, @Nullable Origin origin) {
        if (origin == null) {
            rate.ended(call);
        } else if (origin.tellsTokens()) {
            estimate.learn(needs.inputs(), needs.bytes(), origin.tokens());
            rate.ended(call, (double) origin.tokens());
        } else {
            rate.ended(call);
            if (estimate.isUntold() && limits()) {
                listener.tokensGuessed();
            }
        }
    }

    void failed(TokenRate.Call call) {
        rate.ended(call);
    }

    void withdrawn(TokenRate.Call call) {
        rate.ended(call, 0);
    }
}
