package io.github.hfconnect.wiring;

import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.inference.PriceList;
import io.github.hfconnect.inference.Quota.Unit;
import io.github.hfconnect.inference.QuotaListener;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.resilience.Budget;
import io.github.hfconnect.resilience.CostMeter;
import io.github.hfconnect.resilience.RateLimit;
import io.github.hfconnect.resilience.ServerPace;
import io.github.hfconnect.resilience.Throttle;
import io.github.hfconnect.resilience.TokenAllowance;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a task allows itself and what its servers allow it, put together from a configuration.
 *
 * @param rate of requests
 * @param tokens that calls may take
 * @param servers one for each endpoint
 * @param cost of all that was answered
 */
record Limits(Pace rate, TokenAllowance tokens, Throttle throttle, List<Server> servers, CostMeter cost) {

    private static final Logger log = LoggerFactory.getLogger(Limits.class);

    /**
     * An endpoint.
     *
     * @param quotas hears what it says of its limits
     * @param pace that follows from it
     */
    record Server(Endpoint endpoint, QuotaListener quotas, ServerPace pace) {

        static Server of(Endpoint endpoint, InferenceConfig config) {
            ServerPace pace = new ServerPace(
                    config.limits().tasks() - 1,
                    (quota, wait) -> log.info(
                            "{} says that {} of its limit {} are left; the next call waits for {} s. rate.limit.follow=false"
                                    + " would try all the same",
                            endpoint.alias(),
                            quota.remaining(),
                            quota.name(),
                            wait.toSeconds()));
            return new Server(endpoint, config.limits().followsServers() ? pace : QuotaListener.NONE, pace);
        }
    }

    /**
     * The limits that a configuration describes.
     *
     * @param prices of calls
     */
    static Limits of(InferenceConfig config, PriceList prices, Time time) {
        long now = time.nanos();
        BudgetLog listener = new BudgetLog();
        double perSecond = config.limits().requestsPerSecond();
        Pace rate = perSecond == 0 ? Pace.UNLIMITED : new RateLimit(perSecond, now);
        TokenAllowance tokens = new TokenAllowance(config.limits().tokens(), listener, now);
        Budget budget = new Budget(config.limits().budget(), prices, listener, now);
        return new Limits(
                rate,
                tokens,
                new Throttle(rate, tokens, budget, time),
                config.endpoints().all().stream()
                        .map(endpoint -> Server.of(endpoint, config))
                        .toList(),
                new CostMeter(prices));
    }

    Map<String, Supplier<? extends Number>> gauges(Time time) {
        Budget budget = throttle.budget();
        return Map.of(
                "cost", cost::total,
                "budget-left-requests", () -> budget.requestsLeft(time.nanos()),
                "budget-left-tokens", () -> budget.tokensLeft(time.nanos()),
                "budget-left-cost", () -> budget.costLeft(time.nanos()),
                "tokens-last-minute", () -> tokens.usedInMinute(time.nanos()),
                "quota-left-requests", () -> left(Unit.REQUESTS, time.nanos()),
                "quota-left-tokens", () -> left(Unit.TOKENS, time.nanos()));
    }

    /** The least that any server says is left; NaN where none says it. */
    private double left(Unit unit, long now) {
        return servers.stream()
                .map(server -> server.pace().remaining(unit, now))
                .flatMapToDouble(OptionalDouble::stream)
                .min()
                .orElse(Double.NaN);
    }
}
