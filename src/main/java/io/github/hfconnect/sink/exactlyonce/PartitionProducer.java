package io.github.hfconnect.sink.exactlyonce;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.sink.lane.LaneRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * The time in which this task writes for a partition: from the moment when its transactional producer has fenced every earlier
 * one until it is fenced itself or closed. Since only holders of the newest epoch can commit, and each has read the committed
 * offset after it got its epoch, every offset is passed by exactly one transaction.
 */
public final class PartitionProducer {

    /**
     * Why a record was not written. Only the first of a transaction tells about its record: after it the producer fails all that
     * it has not sent yet, and for the same reason.
     */
    private record Refusal(LaneRecord record, Exception reason) {}

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final TopicPartition partition;
    private final Producer<byte[], byte[]> producer;
    private final ConsumerGroupMetadata group;
    private final Time time;

    /** Held by whoever uses the producer, so that a close lets a transaction end. */
    private final Semaphore turn = new Semaphore(1);

    private volatile OptionalLong committed;
    private volatile long committedAt;
    private volatile boolean closed;

    /**
     * A tenure that has just begun.
     *
     * @param producer whose transactions are initialized
     * @param committed what was read after that, or empty where nothing was ever committed
     */
    PartitionProducer(
            TopicPartition partition,
            Producer<byte[], byte[]> producer,
            ConsumerGroupMetadata group,
            OptionalLong committed,
            Time time) {
        this.partition = partition;
        this.producer = producer;
        this.group = group;
        this.committed = committed;
        this.time = time;
        this.committedAt = time.nanos();
    }

    TopicPartition partition() {
        return partition;
    }

    /** The offset up to which everything is committed, or empty where nothing ever was. */
    public OptionalLong committed() {
        return committed;
    }

    boolean isBehind(long offset) {
        return committed.isEmpty() || committed.getAsLong() < offset;
    }

    Duration sinceCommit() {
        return Duration.ofNanos(time.nanos() - committedAt);
    }

    /**
     * Writes what has become of records together with the offset after them, all or nothing.
     *
     * @return a record that was too large for the broker, in which case nothing was written; else empty
     * @throws KafkaException where the tenure is over, or it is not known whether the transaction was committed
     */
    public Optional<LaneRecord> commit(List<TransactionEntry> settlements, long next) throws InterruptedException {
        turn.acquire();
        try {
            if (closed) {
                throw new KafkaException(partition + " was given up");
            }
            return transaction(settlements, next);
        } finally {
            turn.release();
        }
    }

    private Optional<LaneRecord> transaction(List<TransactionEntry> settlements, long next) {
        producer.beginTransaction();
        AtomicReference<@Nullable Refusal> first = new AtomicReference<>();
        try {
            settlements.forEach(settlement -> send(settlement, first));
            producer.flush();
            requireWritten(first.get());
            // Last, because until the end of the transaction nobody can ask for the partition's position.
            producer.sendOffsetsToTransaction(Map.of(partition, new OffsetAndMetadata(next)), group);
            producer.commitTransaction();
        } catch (KafkaException e) {
            return abort(first.get(), e);
        }
        committed = OptionalLong.of(next);
        committedAt = time.nanos();
        return Optional.empty();
    }

    private void send(TransactionEntry settlement, AtomicReference<@Nullable Refusal> first) {
        if (settlement.output() != null) {
            var unused = producer.send(settlement.output(), (metadata, error) -> {
                if (error != null) {
                    first.compareAndSet(null, new Refusal(settlement.record(), error));
                }
            });
        }
    }

    /** The next call would fail, too; but a fenced producer of Kafka 3.9 waits for its time limit before it says so. */
    private static void requireWritten(@Nullable Refusal refusal) {
        if (refusal != null) {
            throw new KafkaException("Records could not be written", refusal.reason());
        }
    }

    /** A record that is too large is its own fault and leaves the tenure as it is. */
    private Optional<LaneRecord> abort(@Nullable Refusal refusal, KafkaException failure) {
        if (refusal == null || !(refusal.reason() instanceof RecordTooLargeException)) {
            throw failure;
        }
        producer.abortTransaction();
        return Optional.of(refusal.record());
    }

    /** Lets a transaction end that is about to; one that hangs is aborted by the next owner, or by the broker in time. */
    public void close() {
        try {
            boolean mine = turn.tryAcquire(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            closed = true;
            if (mine) {
                turn.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ZERO);
    }

    /** The partition, as people know it. */
    @Override
    public String toString() {
        return partition.toString();
    }
}
