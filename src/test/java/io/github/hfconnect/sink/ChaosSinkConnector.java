package io.github.hfconnect.sink;

import io.github.hfconnect.config.SinkConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** The sink with the chaos suite's hands on its Kafka clients. Never shipped. */
public final class ChaosSinkConnector extends SinkConnector {

    private Map<String, String> props = Map.of();

    @Override
    public String version() {
        return "chaos";
    }

    @Override
    public void start(Map<String, String> newProps) {
        props = Map.copyOf(newProps);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return ChaosSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks)
                .mapToObj(task -> {
                    Map<String, String> config = new HashMap<>(props);
                    config.put(SinkConfig.TASK_INDEX, String.valueOf(task));
                    return config;
                })
                .toList();
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return SinkConfig.CONFIG_DEF;
    }
}
