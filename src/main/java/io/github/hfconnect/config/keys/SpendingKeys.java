package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.OnBudget;
import io.github.hfconnect.resilience.BudgetLimits;
import io.github.hfconnect.resilience.TokenLimits;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;

/** What a task allows itself, whatever the servers would take. */
public final class SpendingKeys {

    public static final String RATE = "rate.limit.requests.per.second";
    public static final String MAX_REQUESTS = "budget.max.requests";
    public static final String MAX_TOKENS = "budget.max.tokens";
    public static final String MAX_COST = "budget.max.cost";
    public static final String TOKENS_PER_MINUTE = "rate.limit.tokens.per.minute";
    static final String FOLLOW = "rate.limit.follow";
    public static final String WINDOW = "budget.window.ms";
    static final String ON_BUDGET = "on.budget";

    static final Choice<OnBudget> ON_BUDGET_CHOICES = new Choice<>(OnBudget.class);

    private static final String SHARED = " Of the whole connector: each task of the sink has an equal share ("
            + SpeedKeys.SCOPE + "). A transform knows of no other task, so there it is each task's own.";

    private SpendingKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Cost")
                .key(
                        RATE,
                        DOUBLE,
                        0.0,
                        atLeast(0),
                        MEDIUM,
                        "Most requests a second, evenly spaced; 0 for any number, 0.5 for one in two seconds. Every attempt"
                                + " counts, repeated ones too, and each question about work that a server has taken on."
                                + SHARED)
                .key(
                        TOKENS_PER_MINUTE,
                        LONG,
                        0L,
                        atLeast(0),
                        MEDIUM,
                        "Most tokens in any minute, in and out, as the server counts them in its answers; 0 for any number."
                                + " Calls leave evenly, each with the tokens that earlier calls of its size were billed, which is"
                                + " corrected when its answer has come. Calls are made small enough for an even use."
                                + SHARED)
                .key(
                        FOLLOW,
                        BOOLEAN,
                        true,
                        null,
                        LOW,
                        "Whether what a server says of its own limits is kept to before it refuses: calls are spaced so that what"
                                + " remains lasts until the limit is renewed. Read from x-ratelimit-limit-*, -remaining-* and"
                                + " -reset-*, the same of Anthropic and behind LiteLLM, and from RateLimit. What other tasks and"
                                + " clients use of the same limit is taken into account by that.")
                .key(
                        MAX_REQUESTS,
                        LONG,
                        0L,
                        atLeast(0),
                        MEDIUM,
                        "Most requests in a window, repeated and failed ones too; 0 for any number." + SHARED)
                .key(
                        MAX_TOKENS,
                        LONG,
                        0L,
                        atLeast(0),
                        MEDIUM,
                        "Most tokens in a window, in and out, as the server counts them in its answers; 0 for any number."
                                + " May be exceeded by the tokens of one call, because they are known only afterwards."
                                + SHARED)
                .key(
                        MAX_COST,
                        DOUBLE,
                        0.0,
                        atLeast(0),
                        MEDIUM,
                        "Most money in a window, by the keys price.*; 0 for any. May be exceeded by the cost of one call, because"
                                + " it is known only afterwards."
                                + SHARED)
                .key(
                        WINDOW,
                        LONG,
                        86_400_000L,
                        atLeast(1),
                        LOW,
                        "After this time the budget may be spent anew; the first window begins when the task starts.")
                .key(
                        ON_BUDGET,
                        STRING,
                        Choice.spelling(OnBudget.WAIT),
                        ON_BUDGET_CHOICES,
                        MEDIUM,
                        "What happens when the budget is used up. wait: the sink keeps its records, pauses its partitions and"
                                + " goes on in the next window; a transform waits for as long as "
                                + EndpointKeys.REQUEST_TIMEOUT
                                + " at most, and else throws an error that Connect repeats for errors.retry.timeout. fail:"
                                + " the task fails.");
    }

    /**
     * The configured budget.
     *
     * @param longestWait for the next window
     */
    public static BudgetLimits limits(AbstractConfig values, Duration longestWait) {
        OnBudget onBudget = ON_BUDGET_CHOICES.parse(values.getString(ON_BUDGET));
        double cost = values.getDouble(MAX_COST);
        return new BudgetLimits(
                limit(values.getLong(MAX_REQUESTS)),
                limit(values.getLong(MAX_TOKENS)),
                cost == 0 ? BudgetLimits.ANY_COST : cost,
                Duration.ofMillis(values.getLong(WINDOW)),
                onBudget == OnBudget.FAIL ? Duration.ZERO : longestWait);
    }

    /** Tokens a minute; {@link TokenLimits#UNLIMITED} for any number. */
    public static long tokensPerMinute(AbstractConfig values) {
        long configured = values.getLong(TOKENS_PER_MINUTE);
        return configured == 0 ? TokenLimits.UNLIMITED : configured;
    }

    /** Whether what servers say of their limits is kept to. */
    public static boolean followsServers(AbstractConfig values) {
        return values.getBoolean(FOLLOW);
    }

    private static long limit(long configured) {
        return configured == 0 ? BudgetLimits.UNLIMITED : configured;
    }
}
