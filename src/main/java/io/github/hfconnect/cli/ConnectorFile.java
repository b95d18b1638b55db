package io.github.hfconnect.cli;

import io.github.hfconnect.HuggingFaceSinkConnector;
import io.github.hfconnect.HuggingFaceTransform;
import io.github.hfconnect.config.TransformChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.DirectoryConfigProvider;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * A connector's configuration in a file, as it is posted to Connect: with a name and a {@code config}, or the configuration
 * alone. Variables are resolved as a worker does that has Kafka's own config providers under their usual names.
 */
record ConnectorFile(Map<String, String> props) {

    private static final String TRANSFORM = HuggingFaceTransform.class.getName();

    /**
     * Reads a file.
     *
     * @throws CliException where it holds no configuration
     */
    static ConnectorFile read(Path file) {
        try {
            return new ConnectorFile(resolved(config(JsonLines.parse(Files.readString(file)))));
        } catch (IOException e) {
            throw new CliException("Cannot read " + file + ": " + e);
        } catch (DataException e) {
            throw new CliException(file + " is not JSON: " + JsonLines.reason(e));
        }
    }

    private static Map<String, String> config(@Nullable Object json) {
        Object config = json instanceof Map<?, ?> root && root.get("config") instanceof Map<?, ?> inner ? inner : json;
        if (!(config instanceof Map<?, ?> map)) {
            throw new CliException("A connector's configuration is a JSON object, as it is posted to Connect");
        }
        Map<String, String> props = new HashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                props.put(String.valueOf(key), String.valueOf(value));
            }
        });
        return props;
    }

    private static Map<String, String> resolved(Map<String, String> props) {
        EnvVarConfigProvider environment = new EnvVarConfigProvider();
        environment.configure(Map.of());
        FileConfigProvider files = new FileConfigProvider();
        files.configure(Map.of());
        DirectoryConfigProvider directories = new DirectoryConfigProvider();
        directories.configure(Map.of());
        return new ConfigTransformer(Map.of("env", environment, "file", files, "directory", directories))
                .transform(props)
                .data();
    }

    /**
     * The plugins of this project that the connector uses.
     *
     * @throws CliException where there are none
     */
    List<ConfiguredPlugin> plugins() {
        List<ConfiguredPlugin> plugins = new ArrayList<>();
        if (isSink()) {
            plugins.add(ConfiguredPlugin.sink(props));
        }
        for (TransformChain.Step step : TransformChain.of(props).steps()) {
            if (step.type().startsWith(TRANSFORM)) {
                plugins.add(ConfiguredPlugin.transform(step.prefix(), step.props()));
            }
        }
        if (plugins.isEmpty()) {
            throw new CliException("The connector uses no plugin of this project: its `connector.class` is no "
                    + HuggingFaceSinkConnector.class.getSimpleName() + ", and no `transforms.<alias>.type` is a "
                    + HuggingFaceTransform.class.getSimpleName());
        }
        return plugins;
    }

    /** How many of the connector's tasks have something to do with a topic of so many partitions. */
    int tasks(int partitions) {
        String most = props.getOrDefault("tasks.max", "1").strip();
        return most.matches("[1-9]\\d{0,8}") ? Math.min(Integer.parseInt(most), partitions) : 1;
    }

    /** By its full name or, as Connect allows, by the simple one with or without its ending. */
    private boolean isSink() {
        String name = props.getOrDefault("connector.class", "");
        String simple = HuggingFaceSinkConnector.class.getSimpleName();
        return List.of(HuggingFaceSinkConnector.class.getName(), simple, simple.replace("Connector", ""))
                .contains(name);
    }

    /** Not the values, which may be secrets. */
    @Override
    public String toString() {
        return "ConnectorFile" + new TreeMap<>(props).keySet();
    }
}
