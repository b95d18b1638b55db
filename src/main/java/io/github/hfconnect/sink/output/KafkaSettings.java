package io.github.hfconnect.sink.output;

import io.github.hfconnect.config.DeliverySettings;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.kafka.ClusterGate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings of the Kafka clients of one task: what users say wins over what is usual here, where it does not break a promise.
 * "Kafka's own" are the defaults of {@code ProducerConfig}, 3.9 unless another version is named.
 *
 * @param client of any client for the output cluster, as configured; may hold secrets
 * @param delivery what is promised
 * @param prediction what is written, as far as it says how large records are
 */
record KafkaSettings(Map<String, Object> client, DeliverySettings delivery, Shape prediction) {

    /**
     * Kafka's own 16 KB hold no single record with a vector of 1,536 numbers as JSON, and as one request is under way at a time, each such
     * record would wait for a round trip of its own. A producer keeps the room for each batch that it has ever had at once.
     */
    private static final int LARGE_BATCH_BYTES = 256 * 1024;

    /** Some hundred labels; Kafka's own with as many requests at a time as Kafka allows. */
    private static final int BATCH_BYTES = 64 * 1024;

    /** Kafka's own: there may be hundreds of transactional producers, and several requests of each are under way at a time. */
    private static final int SMALL_BATCH_BYTES = 16 * 1024;

    /** Batches for more partitions at a time than Kafka's own 32 MB have room for; taken up only as records wait. */
    private static final int BUFFER_BYTES = 64 * 1024 * 1024;

    /** A transaction's records wait here only until they are sent, and there may be hundreds of producers. */
    private static final int SMALL_BUFFER_BYTES = 8 * 1024 * 1024;

    /**
     * Kafka's own 5 ms (from 4.0 on, KIP-1030) would be a quarter of what a lone record takes. One request is under way at a
     * time, during which others gather in any case.
     */
    private static final int LINGER_MILLIS = 1;

    /** How long a call of a transactional producer may hang before the partition is acquired anew. */
    private static final int SMALL_BLOCK_MILLIS = 20_000;

    /** Kafka's own is 1 s, and a line of the worker's log each time while a broker is away. */
    private static final long RECONNECT_MILLIS = 5_000;

    /** Until Kafka 3.9, gone in 4.0: a reporter to JMX beside those that are named. */
    private static final String JMX_UNASKED = "auto.include.jmx.reporter";

    /** Producer settings that would mean something else, or fail, in a consumer. */
    private static final Set<String> PRODUCERS_OWN = Set.of("interceptor.classes", "client.id");

    /**
     * One for a whole task. As Connect sets its own producers ({@code Worker.baseProducerConfigs}, 4.0): nothing is given up because
     * a cluster is away for a while. One request at a time, because a broker that comes back may refuse a producer's first batch and take its
     * second, after which the first is out of sequence for as long as it is repeated, which is for ever (met by the chaos suite's own
     * load after a restart of its broker).
     */
    Map<String, Object> producer() {
        Map<String, Object> settings = producerSettings(isLarge(prediction) ? LARGE_BATCH_BYTES : BATCH_BYTES);
        settings.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.putIfAbsent(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        return settings;
    }

    /** One for a partition: small, and quick to give up. */
    Map<String, Object> transactionalProducer(String transactionalId) {
        Map<String, Object> settings = producerSettings(isLarge(prediction) ? BATCH_BYTES : SMALL_BATCH_BYTES);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Math.toIntExact(delivery.timeout().toMillis()));
        settings.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, SMALL_BUFFER_BYTES);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, SMALL_BLOCK_MILLIS);
        // Beans of a thousand producers are read by nobody. They were half of what it takes to make a producer, three
        // quarters of what it takes to close it, and a third of its memory (Kafka 4.3.1).
        settings.putIfAbsent(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, List.of());
        if (ProducerConfig.configNames().contains(JMX_UNASKED)) {
            settings.putIfAbsent(JMX_UNASKED, false);
        }
        return settings;
    }

    /** One for what the plugin keeps for itself: small, and quick to give up. */
    Map<String, Object> smallProducer() {
        Map<String, Object> settings = producerSettings(isLarge(prediction) ? LARGE_BATCH_BYTES : BATCH_BYTES);
        settings.putIfAbsent(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, SMALL_BUFFER_BYTES);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, SMALL_BLOCK_MILLIS);
        return settings;
    }

    /** A consumer of the connector's group that never joins it. */
    Map<String, Object> groupConsumer() {
        Map<String, Object> settings = consumerSettings();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, delivery.groupId());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return settings;
    }

    /** A consumer of no group, which reads what is committed of a topic of the plugin's own. */
    Map<String, Object> reader() {
        Map<String, Object> settings = consumerSettings();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.putIfAbsent(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS);
        settings.putIfAbsent(ClusterGate.RECOVERY, "none");
        return settings;
    }

    /** Vectors, and what media are made of: a record is thousands of bytes or more. */
    private static boolean isLarge(Shape shape) {
        if (shape instanceof Shape.ListOf list) {
            return isLarge(list.element());
        }
        if (shape instanceof Shape.Fields fields) {
            return fields.fields().stream().map(Shape.Field::shape).anyMatch(KafkaSettings::isLarge);
        }
        return shape == Shape.Scalar.VECTOR || shape == Shape.Scalar.BYTES || shape instanceof Shape.Vector;
    }

    private Map<String, Object> producerSettings(int batchBytes) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, batchBytes);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS);
        settings.put(ClusterGate.RECOVERY, "none");
        // What is kept for brokers that collect clients' metrics (KIP-714) is a tenth of an idle producer.
        settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.putAll(client);
        return settings;
    }

    /** What no reader of this plugin does: join a group, commit, make topics, tell a broker of itself. */
    private Map<String, Object> consumerSettings() {
        Map<String, Object> settings = new HashMap<>(client);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.keySet().removeAll(PRODUCERS_OWN);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }

    @Override
    public String toString() {
        return "KafkaSettings[" + delivery + "]";
    }
}
