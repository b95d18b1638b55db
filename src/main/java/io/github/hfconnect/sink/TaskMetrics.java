package io.github.hfconnect.sink;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.metrics.CommonMetrics;
import io.github.hfconnect.sink.lane.Lanes;
import io.github.hfconnect.wiring.Enrichment;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The metrics of one task by name: what every plugin counts, and what only a task with lanes and batches has.
 *
 * @param kept what its own topics count, by name
 */
record TaskMetrics(
        CommonMetrics common,
        Lanes lanes,
        RequestCoalescer coalescer,
        MicroBatcher batcher,
        CircuitBreaker breaker,
        Enrichment enrichment,
        Map<String, Supplier<? extends Number>> kept,
        Map<String, Supplier<? extends Number>> ofForm,
        Time time) {

    Map<String, Supplier<? extends Number>> byName() {
        Map<String, Supplier<? extends Number>> metrics = new HashMap<>(common.byName());
        metrics.putAll(enrichment.gauges());
        metrics.putAll(kept);
        metrics.putAll(ofForm);
        metrics.put("oldest-unfinished-ms", () -> lanes.oldestAge(time.nanos()).toMillis());
        metrics.put("watermark-lag-ms", () -> lanes.lagMillis(time.now().toEpochMilli()));
        metrics.put("batch-size-mean", common.calls()::meanInputs);
        metrics.put("batch-fill-mean", batcher::meanFill);
        metrics.put("cache-shared", coalescer::countShared);
        metrics.put("outage", () -> breaker.isOn() ? 1 : 0);
        return metrics;
    }
}
