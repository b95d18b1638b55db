package io.github.hfconnect.sink;

import io.github.hfconnect.config.Enrichment;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.metrics.CallStatistics;
import io.github.hfconnect.metrics.RecentLatency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The metrics of one task by name. The counters are the terms of {@code consumed = enriched + passed + reported + dropped +
 * returned + in-flight}.
 *
 * @param calls with all their attempts
 * @param attempts each of which is one HTTP exchange
 */
record TaskMetrics(
        Accounting accounting,
        Lanes lanes,
        Questions questions,
        Outage outage,
        Enrichment enrichment,
        CallStatistics calls,
        CallStatistics attempts) {

    Map<String, Supplier<? extends Number>> byName() {
        Map<String, Supplier<? extends Number>> metrics = new HashMap<>();
        addRecords(metrics);
        addCalls(metrics, "calls", calls);
        addCalls(metrics, "attempts", attempts);
        addLatency(metrics, attempts.latency());
        metrics.put("batch-size-mean", calls::meanInputs);
        metrics.put("cache-hits", enrichment.cache()::countHits);
        metrics.put("cache-shared", questions::countShared);
        metrics.put("cache-entries", enrichment.cache()::size);
        metrics.put("tokens-in", attempts::countInputTokens);
        metrics.put("tokens-out", attempts::countOutputTokens);
        metrics.put("outage", () -> outage.isOn() ? 1 : 0);
        metrics.putAll(enrichment.gauges());
        return metrics;
    }

    private void addRecords(Map<String, Supplier<? extends Number>> metrics) {
        metrics.put("consumed", accounting::countConsumed);
        for (Fate fate : Fate.values()) {
            metrics.put(lower(fate), () -> accounting.count(fate));
        }
        metrics.put("in-flight", accounting::inFlight);
        metrics.put(
                "oldest-unfinished-ms", () -> lanes.oldestAge(System.nanoTime()).toMillis());
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
