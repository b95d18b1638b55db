package io.github.hfconnect.transform;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.metrics.CommonMetrics;
import io.github.hfconnect.metrics.JmxMetrics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What JMX shows of one transform, from its first record on: only the thread that brings it tells whose transform it is. The
 * tag {@code transformation} is the changed part and the output field, because Connect does not tell the alias.
 */
final class TransformMetrics implements AutoCloseable {

    private final CommonMetrics common;
    private final Map<String, Supplier<? extends Number>> gauges;
    private final String transformation;

    @GuardedBy("this")
    private @Nullable JmxMetrics shown;

    TransformMetrics(CommonMetrics common, Map<String, Supplier<? extends Number>> gauges, String transformation) {
        this.common = common;
        this.gauges = gauges;
        this.transformation = transformation;
    }

    /** Shows the metrics, unless they are shown already. */
    synchronized void show() {
        if (shown == null) {
            TaskThread task = TaskThread.current();
            Map<String, Supplier<? extends Number>> metrics = new HashMap<>(common.byName());
            metrics.putAll(gauges);
            shown = JmxMetrics.register(
                    "transform",
                    Map.of("connector", task.connector(), "task", task.task(), "transformation", transformation),
                    metrics);
        }
    }

    @Override
    public synchronized void close() {
        if (shown != null) {
            shown.close();
        }
    }
}
