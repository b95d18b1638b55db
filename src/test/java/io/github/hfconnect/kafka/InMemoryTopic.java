package io.github.hfconnect.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A topic of one partition: what its writers send is there at once, and its readers see it. Safe for use by several threads. */
public final class InMemoryTopic implements OwnTopic {

    private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private volatile @Nullable RuntimeException refusalToRead;
    private volatile @Nullable RuntimeException refusalToWrite;
    private volatile CountDownLatch there = new CountDownLatch(0);
    private volatile long now = System.currentTimeMillis();

    /** The time of records that are written from now on. */
    public void setTime(long millis) {
        now = millis;
    }

    /** Nobody may make the topic or read it any more; null for everybody. */
    public void refuseReaders(@Nullable RuntimeException refusal) {
        refusalToRead = refusal;
    }

    /** The cluster does not answer whoever comes to it from now on. */
    public void goAway() {
        there = new CountDownLatch(1);
    }

    /** It answers again. */
    public void comeBack() {
        there.countDown();
    }

    /** Nobody may write to it any more; null for everybody. */
    public void refuseWriters(@Nullable RuntimeException refusal) {
        refusalToWrite = refusal;
    }

    public synchronized List<ConsumerRecord<byte[], byte[]>> records() {
        return List.copyOf(records);
    }

    /** Waits until there are so many records. */
    public synchronized void awaitRecords(int count) throws InterruptedException {
        while (records.size() < count) {
            wait();
        }
    }

    /** Adds a record, as some other process would. */
    public synchronized void add(byte[] key, byte @Nullable [] value) {
        records.add(new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                records.size(),
                now,
                TimestampType.CREATE_TIME,
                key.length,
                value == null ? -1 : value.length,
                key,
                value,
                new RecordHeaders(),
                java.util.Optional.empty()));
        notifyAll();
    }

    @Override
    public String name() {
        return PARTITION.topic();
    }

    @Override
    public int settle() throws InterruptedException {
        throwIfAny(refusalToRead);
        there.await();
        return 1;
    }

    @Override
    public Consumer<byte[], byte[]> reader() {
        return new Reader();
    }

    @Override
    public Producer<byte[], byte[]> writer() {
        return new Writer();
    }

    @Override
    public ClusterFaults faults() {
        return new ClusterFaults(
                new ClientKeys("output.bootstrap.servers", "output.producer."), topic -> "key.of." + topic, null);
    }

    private static void throwIfAny(@Nullable RuntimeException refusal) {
        if (refusal != null) {
            throw refusal;
        }
    }

    private final class Writer extends MockProducer<byte[], byte[]> {

        Writer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            return send(record, (metadata, failure) -> {});
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            RuntimeException refusal = refusalToWrite;
            sendException = refusal;
            if (refusal == null) {
                add(record.key(), record.value());
            }
            return super.send(record, callback);
        }
    }

    /** For one thread, as any consumer; a lock of its own would keep others from waking it. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    private final class Reader extends MockConsumer<byte[], byte[]> {

        private volatile boolean woken;
        private int position;

        Reader() {
            super(OffsetResetStrategy.EARLIEST);
        }

        @Override
        public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
            position = 0;
        }

        @Override
        public long position(TopicPartition partition, Duration timeout) {
            return position;
        }

        @Override
        public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration timeout) {
            return Map.of(PARTITION, (long) records().size());
        }

        @Override
        public void wakeup() {
            woken = true;
            synchronized (InMemoryTopic.this) {
                InMemoryTopic.this.notifyAll();
            }
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            throwIfAny(refusalToRead);
            List<ConsumerRecord<byte[], byte[]>> polled = next(timeout);
            position += polled.size();
            return polled.isEmpty() ? ConsumerRecords.empty() : new ConsumerRecords<>(Map.of(PARTITION, polled));
        }

        private List<ConsumerRecord<byte[], byte[]>> next(Duration timeout) {
            synchronized (InMemoryTopic.this) {
                try {
                    if (position == records.size() && !woken) {
                        InMemoryTopic.this.wait(Math.max(1, timeout.toMillis()));
                    }
                } catch (InterruptedException e) {
                    throw new InterruptException(e);
                }
                if (woken) {
                    throw new WakeupException();
                }
                return List.copyOf(records.subList(position, records.size()));
            }
        }
    }
}
