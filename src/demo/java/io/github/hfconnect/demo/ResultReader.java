package io.github.hfconnect.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads all that comes out, from the beginning, as a careful consumer would: committed records only. */
final class ResultReader implements AutoCloseable {

    private static final Duration WAIT = Duration.ofMillis(200);

    private final Consumer<String, String> consumer;

    ResultReader(String bootstrapServers) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> all = Stream.of(DemoTopics.MODERATED, DemoTopics.FLAGGED, DemoTopics.DEAD)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** What has come since the last call; waits a moment where nothing has. */
    List<Arrival> poll() {
        List<Arrival> arrivals = new ArrayList<>();
        consumer.poll(WAIT).forEach(record -> arrivals.add(Arrival.of(record)));
        return arrivals;
    }

    /** Whether all that is in the topics now has been read. */
    boolean isAtEnd() {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
