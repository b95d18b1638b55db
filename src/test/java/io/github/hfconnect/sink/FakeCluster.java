package io.github.hfconnect.sink;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a broker does for transactions, in memory: the newest producer of an id fences the others, and a commit makes records
 * and offsets visible at once. Safe for use by several threads.
 */
final class FakeCluster {

    private final Map<String, MockProducer<byte[], byte[]>> newest = new HashMap<>();
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final List<ProducerRecord<byte[], byte[]>> visible = new ArrayList<>();
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> inputs = new HashMap<>();
    private volatile Runnable initialization = () -> {};

    /** What the broker does first when a producer asks for its epoch. */
    void beforeInitialization(Runnable answer) {
        initialization = answer;
    }

    /** What a reader of committed records sees. */
    synchronized List<ProducerRecord<byte[], byte[]>> visible() {
        return List.copyOf(visible);
    }

    /** Source offsets of the visible records of one input partition, in their order. */
    synchronized List<String> offsets(int partition) {
        return visible.stream()
                .filter(record -> text(record, "hf.source.partition").equals(String.valueOf(partition)))
                .map(record -> text(record, "hf.source.offset"))
                .toList();
    }

    static String text(ProducerRecord<byte[], byte[]> record, String header) {
        var found = record.headers().lastHeader(header);
        return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
    }

    /** The committed offset, or -1. */
    synchronized long committed(TopicPartition partition) {
        OffsetAndMetadata offset = committed.get(partition);
        return offset == null ? -1 : offset.offset();
    }

    /** Another process takes a partition over, and commits up to an offset. */
    synchronized void takeOver(String transactionalId, TopicPartition partition, long offset) {
        producer(transactionalId).initTransactions();
        committed.put(partition, new OffsetAndMetadata(offset));
    }

    synchronized void commit(TopicPartition partition, long offset) {
        committed.put(partition, new OffsetAndMetadata(offset));
    }

    /** Bytes that stand in an input topic. */
    synchronized void input(TopicPartition partition, long offset, String key, String value) {
        inputs.computeIfAbsent(partition, added -> new ArrayList<>())
                .add(new ConsumerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        offset,
                        key.getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8)));
    }

    synchronized Set<String> transactionalIds() {
        return Set.copyOf(newest.keySet());
    }

    synchronized boolean allClosed() {
        return producers.stream().allMatch(MockProducer::closed);
    }

    synchronized Producer<byte[], byte[]> producer(String transactionalId) {
        MockProducer<byte[], byte[]> producer = new Transactional(transactionalId);
        producers.add(producer);
        return producer;
    }

    private synchronized void initialized(String id, MockProducer<byte[], byte[]> producer) {
        MockProducer<byte[], byte[]> fenced = newest.put(id, producer);
        if (fenced != null && !fenced.closed()) {
            fenced.fenceProducer();
        }
    }

    private synchronized void committed(
            List<ProducerRecord<byte[], byte[]>> records, Map<TopicPartition, OffsetAndMetadata> offsets) {
        visible.addAll(records);
        committed.putAll(offsets);
    }

    private final class Transactional extends MockProducer<byte[], byte[]> {
        private final String id;

        Transactional(String id) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.id = id;
        }

        @Override
        public void initTransactions() {
            initialization.run();
            super.initTransactions();
            initialized(id, this);
        }

        @Override
        public void commitTransaction() {
            synchronized (FakeCluster.this) {
                int before = history().size();
                super.commitTransaction();
                Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
                var last = consumerGroupOffsetsHistory()
                        .get(consumerGroupOffsetsHistory().size() - 1);
                last.values().forEach(offsets::putAll);
                committed(history().subList(before, history().size()), offsets);
            }
        }
    }

    /** A consumer of the group that never joins it. */
    Consumer<byte[], byte[]> consumer() {
        return new MockConsumer<>(OffsetResetStrategy.NONE) {
            @Override
            public synchronized Map<TopicPartition, OffsetAndMetadata> committed(
                    Set<TopicPartition> partitions, Duration limit) {
                synchronized (FakeCluster.this) {
                    Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
                    partitions.forEach(partition -> found.put(partition, committed.get(partition)));
                    return found;
                }
            }

            @Override
            public synchronized void seek(TopicPartition partition, long offset) {
                super.seek(partition, offset);
                synchronized (FakeCluster.this) {
                    updateBeginningOffsets(Map.of(partition, 0L));
                    inputs.getOrDefault(partition, List.of()).forEach(this::addRecord);
                }
            }
        };
    }

    /** Connect reads from here. */
    static final class Same extends OutputCluster {

        Same() {
            super(
                    () -> {
                        throw new IllegalStateException("not to be asked");
                    },
                    "connect-unnamed");
        }

        @Override
        void require(TopicPartition partition) {}
    }

    /** Every topic is there. */
    static final class ExistingTopics extends OutputTopics {

        ExistingTopics() {
            super(Map.of(), -1, (short) -1);
        }

        @Override
        void ensure(String topic) {}
    }
}
