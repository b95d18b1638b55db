package io.github.hfconnect.sink;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * The time in which this task writes for a partition: from the moment when its transactional producer has fenced every earlier
 * one until it is fenced itself or closed. Since only holders of the newest epoch can commit, and each has read the committed
 * offset after it got its epoch, every offset is passed by exactly one transaction.
 */
final class Tenure {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final TopicPartition partition;
    private final Producer<byte[], byte[]> producer;
    private final ConsumerGroupMetadata group;

    /** Held by whoever uses the producer, so that a close lets a transaction end. */
    private final Semaphore turn = new Semaphore(1);

    private volatile OptionalLong committed;
    private volatile long committedAt = System.nanoTime();
    private volatile boolean closed;

    /**
     * A tenure that has just begun.
     *
     * @param producer whose transactions are initialized
     * @param committed what was read after that, or empty where nothing was ever committed
     */
    Tenure(
            TopicPartition partition,
            Producer<byte[], byte[]> producer,
            ConsumerGroupMetadata group,
            OptionalLong committed) {
        this.partition = partition;
        this.producer = producer;
        this.group = group;
        this.committed = committed;
    }

    /** The offset up to which everything is committed, or empty where nothing ever was. */
    OptionalLong committed() {
        return committed;
    }

    boolean isBehind(long offset) {
        return committed.isEmpty() || committed.getAsLong() < offset;
    }

    Duration sinceCommit() {
        return Duration.ofNanos(System.nanoTime() - committedAt);
    }

    /**
     * Writes what has become of records together with the offset after them, all or nothing.
     *
     * @return the records that were too large for the broker, in which case nothing was written; else nothing
     * @throws KafkaException where the tenure is over, or it is not known whether the transaction was committed
     */
    Set<LaneRecord> commit(List<Settlement> settlements, long next) throws InterruptedException {
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

    private Set<LaneRecord> transaction(List<Settlement> settlements, long next) {
        producer.beginTransaction();
        Map<LaneRecord, Exception> failed = new ConcurrentHashMap<>();
        try {
            settlements.forEach(settlement -> send(settlement, failed));
            producer.flush();
            requireWritten(failed);
            // Last, because until the end of the transaction nobody can ask for the partition's position.
            producer.sendOffsetsToTransaction(Map.of(partition, new OffsetAndMetadata(next)), group);
            producer.commitTransaction();
        } catch (KafkaException e) {
            return abort(tooLarge(failed), e);
        }
        committed = OptionalLong.of(next);
        committedAt = System.nanoTime();
        return Set.of();
    }

    private void send(Settlement settlement, Map<LaneRecord, Exception> failed) {
        if (settlement.output() != null) {
            var unused = producer.send(settlement.output(), (metadata, error) -> {
                if (error != null) {
                    failed.put(settlement.record(), error);
                }
            });
        }
    }

    /** The next call would fail, too; but a fenced producer of Kafka 3.9 waits for its time limit before it says so. */
    private static void requireWritten(Map<LaneRecord, Exception> failed) {
        if (!failed.isEmpty()) {
            throw new KafkaException(
                    "Records could not be written", failed.values().iterator().next());
        }
    }

    private static Set<LaneRecord> tooLarge(Map<LaneRecord, Exception> failed) {
        return failed.entrySet().stream()
                .filter(entry -> entry.getValue() instanceof RecordTooLargeException)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** A record that is too large is its own fault and leaves the tenure as it is. */
    private Set<LaneRecord> abort(Set<LaneRecord> tooLarge, KafkaException failure) {
        if (tooLarge.isEmpty()) {
            throw failure;
        }
        producer.abortTransaction();
        return tooLarge;
    }

    /** Lets a transaction end that is about to; one that hangs is aborted by the next owner, or by the broker in time. */
    void close() {
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
