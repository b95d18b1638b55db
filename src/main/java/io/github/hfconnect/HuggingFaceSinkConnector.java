package io.github.hfconnect;

import io.github.hfconnect.config.ConfigErrors;
import io.github.hfconnect.config.LostPredictions;
import io.github.hfconnect.config.PluginVersion;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.probe.Probes;
import io.github.hfconnect.sink.HuggingFaceSinkTask;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Reads topics, asks a model about micro-batches of records and writes the enriched records to output topics. Its tasks
 * share the partitions of the input topics; they know nothing of each other.
 */
public final class HuggingFaceSinkConnector extends SinkConnector {

    private Map<String, String> props = Map.of();

    @Override
    public String version() {
        return PluginVersion.get();
    }

    @Override
    public void start(Map<String, String> newProps) {
        new SinkConfig(newProps);
        // A copy that may hold null, as Connect hands on a key without a value.
        props = Collections.unmodifiableMap(new HashMap<>(newProps));
    }

    @Override
    public Class<? extends Task> taskClass() {
        return HuggingFaceSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks)
                .mapToObj(task -> taskConfig(task, maxTasks))
                .toList();
    }

    /** Connect tells a task its connector's name, but not which of how many tasks it is. */
    private Map<String, String> taskConfig(int task, int tasks) {
        Map<String, String> config = new HashMap<>(props);
        config.put(SinkConfig.TASK_INDEX, String.valueOf(task));
        config.put(SinkConfig.TASK_COUNT, String.valueOf(tasks));
        return config;
    }

    @Override
    public void stop() {
        // Tasks free what they hold; the connector holds nothing.
    }

    @Override
    public ConfigDef config() {
        return SinkConfig.CONFIG_DEF;
    }

    @Override
    public Config validate(Map<String, String> newProps) {
        Config config = super.validate(newProps);
        ConfigErrors.keepFirst(config.configValues());
        SinkConfig.addCrossKeyErrors(newProps, config);
        // Connect's answer has room for errors only.
        LostPredictions.warn(newProps);
        if (config.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty())) {
            addEndpointErrors(new SinkConfig(newProps), config);
        }
        return config;
    }

    private static void addEndpointErrors(SinkConfig sink, Config config) {
        if (sink.endpoints().areProbed()) {
            Probes.unwell(sink).forEach(probe -> ConfigErrors.add(config.configValues(), probe.key(), probe.found()));
        }
    }
}
