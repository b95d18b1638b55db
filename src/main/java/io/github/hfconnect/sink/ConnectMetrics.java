package io.github.hfconnect.sink;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task's metrics in the worker's own registry, from where they go to every one of the worker's {@code metric.reporters}: JMX is one of
 * them, under {@code kafka.connect:type=plugins}. Workers have had it since 4.1 (KIP-877). What is compiled against an older API, to run
 * on older workers, reaches it by reflection. The worker takes the metrics out when the task has ended.
 */
final class ConnectMetrics {

    private static final Logger log = LoggerFactory.getLogger(ConnectMetrics.class);

    /** The worker's side: {@code org.apache.kafka.common.metrics.PluginMetrics}. */
    private final Object registry;

    private final Method metricName;
    private final Method addMetric;

    private ConnectMetrics(Object registry, Class<?> type) {
        this.registry = registry;
        this.metricName = method(type, "metricName").orElseThrow();
        this.addMetric = method(type, "addMetric").orElseThrow();
    }

    /**
     * Shows metrics where the worker has a place for them. Where it does not take them they are left to our own JMX bean: an abandoned
     * task may still hold the names that its replacement wants.
     */
    static void show(SinkTaskContext context, Map<String, Supplier<? extends Number>> metrics) {
        Optional<Method> accessor = method(SinkTaskContext.class, "pluginMetrics");
        if (accessor.isPresent()) {
            try {
                Class<?> type = accessor.get().getReturnType();
                new ConnectMetrics(accessor.get().invoke(context), type).add(metrics);
            } catch (ReflectiveOperationException e) {
                log.warn("The worker does not take this task's metrics; its JMX bean of ours has them all", e);
            }
        }
    }

    private static Optional<Method> method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst();
    }

    private void add(Map<String, Supplier<? extends Number>> metrics) throws ReflectiveOperationException {
        for (Map.Entry<String, Supplier<? extends Number>> metric : new TreeMap<>(metrics).entrySet()) {
            Gauge<Number> gauge = (config, now) -> metric.getValue().get();
            addMetric.invoke(registry, name(metric.getKey()), gauge);
        }
    }

    private Object name(String name) throws ReflectiveOperationException {
        return metricName.invoke(registry, name, name, new LinkedHashMap<String, String>());
    }
}
