package io.github.hfconnect.sink.exactlyonce;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.inference.Traces;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.trace.RecordTrace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The time in which this task writes for a partition: from the moment when its transactional producer has fenced every earlier
 * one until it is fenced itself or closed. Since only holders of the newest epoch can commit, and each has read the committed
 * offset after it got its epoch, every offset is passed by exactly one transaction.
 */
public final class PartitionProducer {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final TopicPartition partition;
    private final Producer<byte[], byte[]> producer;
    private final ConsumerGroupMetadata group;
    private final String note;
    private final Time time;

    /** Held by whoever uses the producer, so that a close lets a transaction end. */
    private final Semaphore turn = new Semaphore(1);

    private volatile OptionalLong committed;
    private volatile long committedAt;
    private volatile boolean closed;

    /**
     * The writing for a partition that has just begun.
     *
     * @param producer whose transactions are initialized
     * @param note is committed beside each offset
     * @param committed what was read after that, or empty where nothing was ever committed
     */
    PartitionProducer(
            TopicPartition partition,
            Producer<byte[], byte[]> producer,
            ConsumerGroupMetadata group,
            String note,
            OptionalLong committed,
            Time time) {
        this.partition = partition;
        this.producer = producer;
        this.group = group;
        this.note = note;
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
     * @return records that their topic does not take, in which case nothing was written, each with the first reason; else empty
     * @throws KafkaException where another owner writes for the partition, or it is not known whether the transaction was committed
     */
    public Map<LaneRecord, Refusal> commit(List<TransactionEntry> entries, long next) throws InterruptedException {
        turn.acquire();
        try {
            if (closed) {
                throw new CancellationException(partition + " was given up");
            }
            return transaction(entries, next);
        } finally {
            turn.release();
        }
    }

    private Map<LaneRecord, Refusal> transaction(List<TransactionEntry> entries, long next) {
        producer.beginTransaction();
        TransactionRefusals refusals = new TransactionRefusals();
        try {
            entries.forEach(entry -> send(entry, refusals));
            producer.flush();
            refusals.requireNone();
            // Last, because until the end of the transaction nobody can ask for the partition's position (KIP-447).
            producer.sendOffsetsToTransaction(Map.of(partition, new OffsetAndMetadata(next, note)), group);
            producer.commitTransaction();
        } catch (KafkaException e) {
            return abort(refusals, e);
        }
        committed = OptionalLong.of(next);
        committedAt = time.nanos();
        return Map.of();
    }

    private void send(TransactionEntry entry, TransactionRefusals refusals) {
        send(entry.record(), entry.emit().outputs(), refusals);
        send(entry.record(), entry.emit().conclusions(), refusals);
    }

    private void send(LaneRecord record, List<ProducerRecord<byte[], byte[]>> outputs, TransactionRefusals refusals) {
        Traces.Scope trace = RecordTrace.during(record::trace);
        try (trace) {
            for (ProducerRecord<byte[], byte[]> output : outputs) {
                var unused = producer.send(output, (metadata, error) -> {
                    if (error != null) {
                        refusals.add(new Refusal(record, output.topic(), error));
                    }
                });
            }
        }
    }

    /** A record that its topic does not take is its own fault and leaves the producer as it is. */
    private Map<LaneRecord, Refusal> abort(TransactionRefusals refusals, KafkaException failure) {
        Map<LaneRecord, Refusal> atFault = refusals.ofRecordsAtFault();
        if (atFault.isEmpty()) {
            throw failure;
        }
        producer.abortTransaction();
        return atFault;
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
