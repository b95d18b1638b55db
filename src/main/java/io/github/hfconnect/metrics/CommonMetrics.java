package io.github.hfconnect.metrics;

import io.github.hfconnect.inference.FailureKind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What sink and transform count alike, by name. The counters of records are the terms of {@code consumed = enriched + passed
 * + reported + dropped + returned + in-flight}.
 *
 * @param calls with all their attempts
 * @param attempts each of which is one HTTP exchange
 */
public record CommonMetrics(Accounting accounting, CallStatistics calls, CallStatistics attempts) {

    /** The metrics by name, asked anew at each reading. */
    public Map<String, Supplier<? extends Number>> byName() {
        Map<String, Supplier<? extends Number>> metrics = new HashMap<>();
        addRecords(metrics);
        addCalls(metrics, "calls", calls);
        addCalls(metrics, "attempts", attempts);
        addLatency(metrics, attempts.latency());
        metrics.put("tokens-in", attempts::countInputTokens);
        metrics.put("tokens-out", attempts::countOutputTokens);
        return metrics;
    }

    private void addRecords(Map<String, Supplier<? extends Number>> metrics) {
        metrics.put("consumed", accounting::countConsumed);
        for (Disposition disposition : Disposition.values()) {
            metrics.put(disposition.metric(), () -> accounting.count(disposition));
        }
        metrics.put("passed", accounting::countPassed);
        metrics.put("reported", accounting::countReported);
        metrics.put("in-flight", accounting::inFlight);
    }

    private static void addCalls(
            Map<String, Supplier<? extends Number>> metrics, String what, CallStatistics statistics) {
        metrics.put(what + "-answered", statistics::countAnswered);
        for (FailureKind kind : FailureKind.values()) {
            metrics.put(what + "-" + lower(kind), () -> statistics.countFailed(kind));
        }
    }

    private static void addLatency(Map<String, Supplier<? extends Number>> metrics, RecentLatency latency) {
        metrics.put("latency-ms-mean", latency::meanMillis);
        metrics.put("latency-ms-p50", () -> latency.quantileMillis(0.50));
        metrics.put("latency-ms-p95", () -> latency.quantileMillis(0.95));
        metrics.put("latency-ms-p99", () -> latency.quantileMillis(0.99));
        metrics.put("latency-ms-max", latency::maxMillis);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
