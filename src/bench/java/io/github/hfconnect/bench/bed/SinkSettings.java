package io.github.hfconnect.bench.bed;

import java.util.HashMap;
import java.util.Map;

/** A sink's configuration: the defaults of the plugin, except for what is said here. */
public final class SinkSettings {

    /** Inputs a call. */
    public static final int BATCH = 32;

    /** Calls at the same time. */
    public static final int IN_FLIGHT = 16;

    static final String CONNECTOR = "io.github.hfconnect.HuggingFaceSinkConnector";

    private final Map<String, String> own = new HashMap<>();

    public SinkSettings() {
        set("task", "text-classification");
        set("endpoint.api", "tei");
        set("input.field", "text");
        set("batch.max.records", BATCH);
        set("max.in.flight.requests", IN_FLIGHT);
    }

    /** Sets a key. */
    public SinkSettings set(String key, Object value) {
        own.put(key, value.toString());
        return this;
    }

    /** Sets the number of tasks. */
    public SinkSettings tasks(int tasks) {
        return set("tasks.max", tasks);
    }

    /** The number of tasks. */
    public int tasks() {
        return Integer.parseInt(own.getOrDefault("tasks.max", "1"));
    }

    /** All that the worker needs. */
    public Map<String, String> connector(Bed bed, String inputTopic, String outputTopic) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", CONNECTOR);
        config.put("topics", inputTopic);
        config.put("tasks.max", "1");
        config.put("consumer.override.auto.offset.reset", "earliest");
        config.put("endpoint.urls", bed.endpoint().url());
        config.put("output.bootstrap.servers", bed.bootstrapServers());
        config.put("output.topic", outputTopic);
        config.putAll(own);
        return config;
    }
}
