package io.github.hfconnect.sink;

import io.github.hfconnect.cache.PredictionCodec;
import io.github.hfconnect.cache.topic.CacheTopic;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.config.keys.KeptKeys;
import io.github.hfconnect.inference.OpenResources;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.kafka.OwnTopic;
import io.github.hfconnect.kafka.TopicPlan;
import io.github.hfconnect.sink.lane.Halt;
import io.github.hfconnect.sink.lane.NamedThreads;
import io.github.hfconnect.sink.output.KafkaClients;
import io.github.hfconnect.state.BudgetState;
import io.github.hfconnect.state.TaskOf;
import io.github.hfconnect.wiring.Enrichment;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What a task keeps in topics of its own: answers, and what its budget has used. */
record KeptInKafka(SinkConfig config, KafkaClients clients, Enrichment enrichment, Halt halt, Time time) {

    /** As Connect gives a task to stop, which it cannot while it starts: the default of {@code task.shutdown.graceful.timeout.ms}. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

    /** Many times as long as 100,000 answers take. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(30);

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    /** Few records, often overwritten: small segments let compaction keep up. */
    private static final String STATE_SEGMENT_BYTES = String.valueOf(16 * 1024 * 1024);

    /**
     * Opens what is configured, with the answers that are kept back in the cache.
     *
     * @param resources take what has to be closed again
     * @return metrics by name
     * @throws org.apache.kafka.connect.errors.ConnectException with what to change, where the cache's topic cannot be used
     */
    Map<String, Supplier<? extends Number>> open(OpenResources resources) {
        Map<String, Supplier<? extends Number>> metrics = new HashMap<>();
        config.stateTopic().ifPresent(topic -> resources.add(budgetState(topic)));
        config.cacheTopic().ifPresent(topic -> {
            CacheTopic cache = resources.add(cacheTopic(topic));
            cache.awaitContents(ANSWERED_WITHIN, READ_WITHIN);
            metrics.putAll(cache.counts().gauges());
        });
        return metrics;
    }

    private BudgetState budgetState(String topic) {
        return new BudgetState(
                ownTopic(topic, statePlan()),
                new TaskOf(config.connectorName(), config.taskCount(), Integer.parseInt(config.taskIndex())),
                enrichment.budget(),
                config.limits().budget().window(),
                time,
                halt::fail,
                NamedThreads.daemons("hf-budget-state"));
    }

    private CacheTopic cacheTopic(String topic) {
        return new CacheTopic(
                ownTopic(topic, cachePlan()),
                config.records().asked(),
                enrichment.cache(),
                new PredictionCodec(config.records().predictionShape()),
                NamedThreads.daemons("hf-cache-topic"),
                time);
    }

    private OwnTopic ownTopic(String topic, TopicPlan plan) {
        return clients.ownTopic(topic, plan);
    }

    private TopicPlan statePlan() {
        return TopicPlan.compacted("state topic", quoted(KeptKeys.STATE_TOPIC), 1, replicationFactor())
                .with("segment.bytes", STATE_SEGMENT_BYTES);
    }

    /** Records stay for twice as long as answers count, within which the salt is written again. */
    private TopicPlan cachePlan() {
        return TopicPlan.compactedAndDeleted("cache topic", quoted(KeptKeys.CACHE_TOPIC), 1, replicationFactor())
                .with("retention.ms", retentionMillis(enrichment.cache().ttl()));
    }

    /** Kafka's word for no limit where answers count for ever, as it were. */
    static String retentionMillis(Duration ttl) {
        return ttl.compareTo(FOR_EVER) < 0 ? String.valueOf(ttl.multipliedBy(2).toMillis()) : "-1";
    }

    private short replicationFactor() {
        return config.output().replicationFactor();
    }

    private static String quoted(String key) {
        return "`" + key + "`";
    }
}
