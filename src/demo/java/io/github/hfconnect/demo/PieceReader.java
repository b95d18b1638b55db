package io.github.hfconnect.demo;

import io.github.hfconnect.demo.search.PieceTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the pieces' topic as a table, committed records only, and knows when all documents are in it. */
final class PieceReader implements AutoCloseable {

    private static final Duration WAIT = Duration.ofMillis(50);

    private final String group;
    private final Admin admin;
    private final Consumer<String, String> consumer;
    private final List<TopicPartition> input;
    private final List<TopicPartition> pieces;

    PieceReader(DemoCluster cluster) {
        this.group = "connect-" + cluster.connector();
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers()));
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        cluster.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new StringDeserializer());
        this.input = partitions(DemoTopics.ARTICLES);
        this.pieces = partitions(DemoTopics.PIECES);
        consumer.assign(pieces);
        consumer.seekToBeginning(pieces);
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /**
     * Reads until everything that was written of the documents so far is in the table.
     *
     * @throws DemoFailedException where the connector has failed or nothing moves any more
     */
    void catchUp(PieceTable table, Stall stall) {
        boolean isDone = false;
        while (!isDone) {
            // Asked before: what is written with these offsets is read afterwards.
            isDone = isInputDone();
            poll(table, stall);
        }
        while (!isAtEnd()) {
            poll(table, stall);
        }
    }

    private void poll(PieceTable table, Stall stall) {
        consumer.poll(WAIT).forEach(record -> {
            table.enter(record.key(), record.value());
            stall.progressed();
        });
        stall.check();
    }

    /** The connector commits an offset in one transaction with the pieces of the documents before it. */
    private boolean isInputDone() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(input);
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return (offset == null ? 0 : offset.offset()) >= end.getValue();
        });
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try {
            return admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException e) {
            throw new DemoFailedException("The broker does not say how far the connector is: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailedException("Interrupted", e);
        }
    }

    private boolean isAtEnd() {
        return consumer.endOffsets(pieces).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
