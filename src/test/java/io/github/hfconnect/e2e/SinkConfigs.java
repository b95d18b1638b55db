package io.github.hfconnect.e2e;

import java.util.LinkedHashMap;
import java.util.Map;

/** Connector configurations of the tests. */
public final class SinkConfigs {

    public static final String CONNECTOR = "io.github.hfconnect.HuggingFaceSinkConnector";

    private SinkConfigs() {}

    /** A sink from one topic, with a dead letter queue beside it, to {@code <topic>.enriched}. */
    public static Map<String, String> sink(String topic, String url, String bootstrapServers) {
        return with(untuned(topic, url, bootstrapServers), "endpoint.api", "tei");
    }

    /** The same with no more than it takes to run: nobody says what the endpoints are, nor how fast or patient to be. */
    public static Map<String, String> untuned(String topic, String urls, String bootstrapServers) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", CONNECTOR);
        config.put("topics", topic);
        config.put("tasks.max", "1");
        config.put("consumer.override.auto.offset.reset", "earliest");
        config.put("task", "text-classification");
        config.put("endpoint.urls", urls);
        config.put("input.field", "message");
        config.put("output.bootstrap.servers", bootstrapServers);
        config.put("output.headers", "true");
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", topic + ".dead");
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("errors.deadletterqueue.context.headers.enable", "true");
        return config;
    }

    /** The same with further settings, which win, and the group protocol of the run. */
    public static Map<String, String> with(Map<String, String> config, String... keysAndValues) {
        Map<String, String> all = new LinkedHashMap<>(config);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            all.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        GroupProtocol.choose(all);
        return all;
    }
}
