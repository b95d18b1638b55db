package io.github.hfconnect.config;

import io.github.hfconnect.config.keys.PriceKeys;
import io.github.hfconnect.config.keys.SpeedKeys;
import io.github.hfconnect.config.keys.SpendingKeys;
import io.github.hfconnect.inference.Prices;
import io.github.hfconnect.resilience.BudgetLimits;
import io.github.hfconnect.resilience.TokenLimits;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;

/** What one task allows itself, whatever the servers would take, and what calls cost. */
public final class LimitSettings {

    private final AbstractConfig values;
    private final TaskShare share;
    private final int tasks;
    private final long mostTokensInACall;
    private final Duration longestBudgetWait;

    private LimitSettings(
            AbstractConfig values, TaskShare share, int tasks, long mostTokensInACall, Duration longestBudgetWait) {
        this.values = values;
        this.share = share;
        this.tasks = tasks;
        this.mostTokensInACall = mostTokensInACall;
        this.longestBudgetWait = longestBudgetWait;
    }

    /** Of a transform, which knows of no other task. It blocks its connector, which it may do for one attempt anyway. */
    static LimitSettings ofTransform(AbstractConfig values, Duration requestTimeout) {
        return new LimitSettings(values, TaskShare.WHOLE, 1, TokenLimits.UNLIMITED, requestTimeout);
    }

    /** Of a task of the sink: its records wait in memory and its partitions are paused, for as long as it takes. */
    static LimitSettings ofSinkTask(AbstractConfig values, TaskShare share, int tasks) {
        long mostTokens = values.getLong(SpeedKeys.BATCH_TOKENS);
        return new LimitSettings(
                values,
                share,
                tasks,
                mostTokens == 0 ? TokenLimits.UNLIMITED : mostTokens,
                Duration.ofMillis(values.getLong(SpendingKeys.WINDOW)));
    }

    /** How many requests a second the task allows itself; 0 for no limit. */
    public double requestsPerSecond() {
        return share.of(values.getDouble(SpendingKeys.RATE));
    }

    /** Whether a request is used up, or paid for, by each call, whatever it carries. */
    boolean countRequests() {
        return requestsPerSecond() > 0 || budget().maxRequests() != BudgetLimits.UNLIMITED || prices().call() > 0;
    }

    /** How many tokens the task allows itself. */
    public TokenLimits tokens() {
        long perMinute = SpendingKeys.tokensPerMinute(values);
        return TokenLimits.of(
                perMinute == TokenLimits.UNLIMITED ? perMinute : share.of(perMinute),
                mostTokensInACall,
                requestsPerSecond());
    }

    /** What the task may spend. */
    public BudgetLimits budget() {
        return share.of(SpendingKeys.limits(values, longestBudgetWait));
    }

    /** Whether what servers say of their limits is kept to. */
    public boolean followsServers() {
        return SpendingKeys.followsServers(values);
    }

    /** How many tasks use the servers' limits together, as far as that is known. */
    public int tasks() {
        return tasks;
    }

    /** What the provider takes; nothing where no price is set. */
    public Prices prices() {
        return PriceKeys.prices(values);
    }

    /** What prices are in. */
    public String currency() {
        return PriceKeys.currency(values);
    }
}
