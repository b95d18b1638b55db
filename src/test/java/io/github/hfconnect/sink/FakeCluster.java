package io.github.hfconnect.sink;

import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.kafka.ClusterGate;
import io.github.hfconnect.kafka.InMemoryTopic;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.sink.output.OutputCluster;
import io.github.hfconnect.sink.output.OutputTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What a broker does for transactions, in memory: the newest producer of an id fences the others, and a commit makes records
 * and offsets visible at once. Safe for use by several threads.
 */
final class FakeCluster {

    private final Map<String, MockProducer<byte[], byte[]>> newest = new HashMap<>();
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Map<String, Decided> decided = new HashMap<>();
    private final List<ProducerRecord<byte[], byte[]>> visible = new ArrayList<>();
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> inputs = new HashMap<>();
    private final Map<String, InMemoryTopic> ownTopics = new HashMap<>();
    private volatile Runnable initialization = () -> {};
    private volatile Runnable commits = () -> {};
    private volatile Executor acknowledgements = Runnable::run;
    private volatile java.util.function.Consumer<Collection<TopicPartition>> readings = partitions -> {};
    private volatile Predicate<ProducerRecord<byte[], byte[]>> tooLarge = record -> false;
    private volatile Predicate<ProducerRecord<byte[], byte[]>> invalid = record -> false;

    /** A transaction that will be committed, whatever happens, and is not to be seen yet. */
    private record Decided(
            List<ProducerRecord<byte[], byte[]>> records, Map<TopicPartition, OffsetAndMetadata> offsets) {}

    /** A topic of the plugin's own. */
    synchronized InMemoryTopic ownTopic(String name) {
        return ownTopics.computeIfAbsent(name, made -> new InMemoryTopic());
    }

    /** What the broker does first when a producer asks for its epoch. */
    void beforeInitialization(Runnable answer) {
        initialization = answer;
    }

    /** What the broker does first when a transaction is to be committed. */
    void beforeCommit(Runnable answer) {
        commits = answer;
    }

    /** What happens first when partitions are to be read by a consumer of no group. */
    void beforeReading(java.util.function.Consumer<Collection<TopicPartition>> answer) {
        readings = answer;
    }

    /** Which records their topic does not take, as a compacted topic takes none without a key. */
    void invalidate(Predicate<ProducerRecord<byte[], byte[]>> records) {
        invalid = records;
    }

    /** Which records are larger than a request may be. */
    void refuse(Predicate<ProducerRecord<byte[], byte[]>> records) {
        tooLarge = records;
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

    /** A producer without transactions, whose records are seen at once. */
    MockProducer<byte[], byte[]> producer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                if (tooLarge.test(record)) {
                    RecordTooLargeException refusal = new RecordTooLargeException("too large");
                    callback.onCompletion(null, refusal);
                    return CompletableFuture.failedFuture(refusal);
                }
                see(record);
                return super.send(
                        record,
                        (metadata, error) -> acknowledgements.execute(() -> callback.onCompletion(metadata, error)));
            }
        };
    }

    /** Who lets a producer without transactions know that its records are written. */
    void acknowledgeBy(Executor executor) {
        acknowledgements = executor;
    }

    private synchronized void see(ProducerRecord<byte[], byte[]> record) {
        visible.add(record);
    }

    Producer<byte[], byte[]> producer(String transactionalId) {
        return producer(transactionalId, () -> complete(transactionalId));
    }

    /**
     * A producer whose commits are decided and no more.
     *
     * @param whenDecided called inside of {@code commitTransaction}, which returns with it
     */
    synchronized Producer<byte[], byte[]> producer(String transactionalId, Runnable whenDecided) {
        MockProducer<byte[], byte[]> producer = new Transactional(transactionalId, whenDecided);
        producers.add(producer);
        return producer;
    }

    private synchronized void initialized(String id, MockProducer<byte[], byte[]> producer) {
        MockProducer<byte[], byte[]> fenced = newest.put(id, producer);
        if (fenced != null && !fenced.closed()) {
            fenced.fenceProducer();
        }
    }

    /** Lets what is decided be seen; nothing where nothing is. */
    synchronized void complete(String transactionalId) {
        Decided transaction = decided.remove(transactionalId);
        if (transaction != null) {
            visible.addAll(transaction.records());
            committed.putAll(transaction.offsets());
        }
    }

    /** Ends a transaction that has taken too long, and its producer's epoch with it. */
    synchronized void abort(String transactionalId) {
        MockProducer<byte[], byte[]> producer = newest.get(transactionalId);
        if (producer != null && !producer.closed()) {
            producer.fenceProducer();
        }
    }

    private final class Transactional extends MockProducer<byte[], byte[]> {
        private final String id;
        private final Runnable whenDecided;
        private final List<Callback> unsent = new ArrayList<>();
        private final List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
        private @Nullable RuntimeException failure;

        Transactional(String id, Runnable whenDecided) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.id = id;
            this.whenDecided = whenDecided;
        }

        @Override
        public void initTransactions() {
            initialization.run();
            super.initTransactions();
            initialized(id, this);
        }

        @Override
        public void beginTransaction() {
            unsent.clear();
            batch.clear();
            failure = null;
            super.beginTransaction();
        }

        /** After a refusal Kafka's client fails what it has not sent yet, with the same exception, and refuses further calls. */
        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (failure != null) {
                throw new KafkaException("in an error state", failure);
            }
            if (!tooLarge.test(record)) {
                unsent.add(callback);
                batch.add(record);
                return super.send(record, (metadata, error) -> {});
            }
            RecordTooLargeException refusal = new RecordTooLargeException("too large");
            failure = refusal;
            callback.onCompletion(null, refusal);
            unsent.forEach(other -> other.onCompletion(null, refusal));
            return CompletableFuture.failedFuture(refusal);
        }

        /** A batch is refused as a whole; those that are in order learn that they were beside others. */
        @Override
        public synchronized void flush() {
            super.flush();
            if (failure == null && batch.stream().anyMatch(invalid)) {
                failure = new InvalidRecordException("One or more records have been rejected");
                for (int i = 0; i < batch.size(); i++) {
                    unsent.get(i).onCompletion(null, reason(batch.get(i)));
                }
            }
        }

        private RuntimeException reason(ProducerRecord<byte[], byte[]> record) {
            return invalid.test(record)
                    ? new InvalidRecordException("Compacted topic cannot accept message without key")
                    : new KafkaException(
                            "Failed to append record because it was part of a batch which had one more more"
                                    + " invalid records");
        }

        @Override
        public void commitTransaction() {
            commits.run();
            decide();
            whenDecided.run();
        }

        private void decide() {
            synchronized (FakeCluster.this) {
                int before = history().size();
                super.commitTransaction();
                Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
                var last = consumerGroupOffsetsHistory()
                        .get(consumerGroupOffsetsHistory().size() - 1);
                last.values().forEach(offsets::putAll);
                decided.put(
                        id,
                        new Decided(
                                List.copyOf(history().subList(before, history().size())), offsets));
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

    /** A consumer of no group that reads what is visible now; the offsets of a partition are their numbers in it. */
    Consumer<byte[], byte[]> reader() {
        List<ProducerRecord<byte[], byte[]>> records = visible();
        return new MockConsumer<>(OffsetResetStrategy.EARLIEST) {
            @Override
            public synchronized void assign(Collection<TopicPartition> partitions) {
                readings.accept(partitions);
                super.assign(partitions);
                partitions.forEach(this::fill);
            }

            private void fill(TopicPartition partition) {
                long offset = 0;
                for (ProducerRecord<byte[], byte[]> record : records) {
                    boolean isThere = partition.equals(
                            new TopicPartition(record.topic(), record.partition() == null ? 0 : record.partition()));
                    if (isThere) {
                        addRecord(new ConsumerRecord<>(
                                partition.topic(),
                                partition.partition(),
                                offset++,
                                0,
                                TimestampType.CREATE_TIME,
                                0,
                                0,
                                record.key(),
                                record.value(),
                                record.headers(),
                                Optional.empty()));
                    }
                }
                updateBeginningOffsets(Map.of(partition, 0L));
                updateEndOffsets(Map.of(partition, offset));
            }
        };
    }

    private static final ClusterGate NOWHERE =
            new ClusterGate(SinkConfig.OUTPUT_CLIENT, Map.of("bootstrap.servers", "127.0.0.1:1"), new FakeTime());

    private static final ClusterFaults FAULTS =
            new ClusterFaults(SinkConfig.OUTPUT_CLIENT, topic -> "output.topic", null);

    /** Connect reads from here. */
    static final class Same extends OutputCluster {

        Same() {
            super(NOWHERE, "connect-unnamed");
        }

        @Override
        public void require(TopicPartition partition) {}
    }

    /** Every topic is there. */
    static final class ExistingTopics extends OutputTopics {

        private static final int PARTITIONS = 5;

        ExistingTopics() {
            super(NOWHERE, FAULTS, -1, (short) -1);
        }

        @Override
        public int ensure(String topic) {
            return PARTITIONS;
        }
    }
}
