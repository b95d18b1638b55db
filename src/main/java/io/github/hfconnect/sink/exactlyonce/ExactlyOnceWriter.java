package io.github.hfconnect.sink.exactlyonce;

import io.github.hfconnect.inference.OpenResources;
import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.metrics.Accounting;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.resilience.LogLimit;
import io.github.hfconnect.sink.lane.Delivery;
import io.github.hfconnect.sink.lane.Halt;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.lane.OutputWriter;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.sink.output.Causes;
import io.github.hfconnect.sink.output.StallWatch;
import io.github.hfconnect.sink.output.WriteFault;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes results and the offset after them in one transaction, with a transactional producer for each input partition. The
 * group's members say who should own a partition; who does own it is decided by that producer's epoch alone.
 */
public final class ExactlyOnceWriter implements OutputWriter {

    private static final Logger log = LoggerFactory.getLogger(ExactlyOnceWriter.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Acquisitions acquisitions;
    private final TransactionBatcher batcher;
    private final Duration commitInterval;
    private final int full;
    private final Accounting accounting;
    private final StallWatch watch;
    private final ClusterFaults faults;
    private final LogLimit losses;
    private final Halt halt;
    private volatile boolean closed;
    private final Stalemates stalemates = new Stalemates();
    private final Map<PartitionLane, PartitionProducer> producers = new ConcurrentHashMap<>();

    /**
     * A writer that holds no partition yet.
     *
     * @param commitInterval least time between two transactions of one partition that are not full
     * @param full what a lane has finished, as it counts in {@link PartitionLane#size}, once its transaction waits for nothing
     */
    public ExactlyOnceWriter(
            Acquisitions acquisitions,
            TransactionBatcher batcher,
            Duration commitInterval,
            int full,
            Accounting accounting,
            StallWatch watch,
            ClusterFaults faults,
            LogLimit losses,
            Halt halt) {
        this.acquisitions = acquisitions;
        this.batcher = batcher;
        this.commitInterval = commitInterval;
        this.full = full;
        this.accounting = accounting;
        this.watch = watch;
        this.faults = faults;
        this.losses = losses;
        this.halt = halt;
    }

    @Override
    public CompletableFuture<OptionalLong> acquire(
            TopicPartition partition, PartitionLane lane, CompletionStage<Long> position) {
        return acquisitions
                .begin(partition, lane)
                .thenApply(producer -> registered(lane, producer))
                .thenCompose(producer -> acquisitions.anchor(producer, position))
                .thenApply(PartitionProducer::committed)
                .whenComplete((offset, failure) -> {
                    if (failure == null) {
                        log.info("Writing for {} from offset {}", partition, offset.getAsLong());
                    } else if (!lane.isClosed()) {
                        lost(partition, "acquired", failure);
                    }
                });
    }

    private PartitionProducer registered(PartitionLane lane, PartitionProducer producer) {
        producers.put(lane, producer);
        // Whoever has closed the lane or this writer before this line has found nothing to give up.
        if (closed || lane.isClosed()) {
            giveUp(lane);
        }
        return producer;
    }

    @Override
    public void write(List<LaneRecord> run) throws InterruptedException {
        PartitionLane lane = run.get(0).lane();
        PartitionProducer producer = producers.get(lane);
        if (producer != null) {
            whileHeld(lane, producer, () -> write(producer, run));
        }
    }

    private void write(PartitionProducer producer, List<LaneRecord> run) throws InterruptedException {
        Map<LaneRecord, Refusal> refused = new HashMap<>();
        List<LaneRecord> rest = run;
        while (!rest.isEmpty()) {
            List<TransactionEntry> part = batcher.next(rest, refused);
            LaneRecord last = part.get(part.size() - 1).record();
            Map<LaneRecord, Refusal> notTaken = producer.commit(part, last.offset() + 1);
            if (notTaken.isEmpty()) {
                part.forEach(this::settle);
                rest = rest.subList(part.size(), rest.size());
            } else {
                requireNew(notTaken, refused.keySet());
                refused.putAll(notTaken);
            }
        }
    }

    private static void requireNew(Map<LaneRecord, Refusal> notTaken, Set<LaneRecord> refusedBefore) {
        notTaken.forEach((record, refusal) -> {
            if (refusedBefore.contains(record)) {
                throw new ConnectException(
                        "The dead letter of " + record + " is not taken by its topic", refusal.reason());
            }
        });
    }

    private void settle(TransactionEntry entry) {
        batcher.written(entry);
        if (entry.record().lane().settle(entry.record())) {
            accounting.ended(entry.emit().disposition());
        }
    }

    /** Whether the partition's committed offset is before that one. For any thread. */
    boolean isBehind(PartitionLane lane, long offset) {
        PartitionProducer producer = producers.get(lane);
        return producer != null && producer.isBehind(offset);
    }

    /** Commits that everything below an offset is done. */
    void passOver(PartitionLane lane, long offset) throws InterruptedException {
        PartitionProducer producer = producers.get(lane);
        if (producer != null) {
            whileHeld(lane, producer, () -> producer.commit(List.of(), offset));
        }
    }

    /** Closes the lane where the partition turns out to be lost: whatever else was under way is read again. */
    private void whileHeld(PartitionLane lane, PartitionProducer producer, Delivery.Step step)
            throws InterruptedException {
        watch.begin();
        try {
            step.run();
        } catch (RuntimeException e) {
            if (!lane.isClosed()) {
                accounting.ended(Disposition.RETURNED, lane.close());
                lost(producer.partition(), "written for", requireHope(producer, e));
            }
            giveUp(lane);
        } finally {
            watch.end();
        }
    }

    /** The failure, or a lasting one where the partition is lost at one offset again and again. */
    private RuntimeException requireHope(PartitionProducer producer, RuntimeException failure) {
        // Who takes a partition over makes progress instead.
        boolean fenced = WriteFault.of(failure) == WriteFault.FENCED;
        if (fenced || !stalemates.isOneMore(producer.partition(), producer.committed())) {
            return failure;
        }
        String offset = producer.committed().isPresent()
                ? "offset " + producer.committed().getAsLong()
                : "its beginning";
        return new ConnectException(
                producer + " makes no progress at " + offset + ": it was acquired " + Stalemates.MOST_LOSSES
                        + " times and each time could not be written for. The last reason: " + Causes.of(failure),
                failure);
    }

    /** What passes by itself does not matter, because the next acquisition reads what has become of it. */
    private void lost(TopicPartition partition, String what, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof CancellationException) {
            return;
        }
        if (WriteFault.of(cause) == WriteFault.LASTING) {
            halt.fail(explained(partition, what, cause));
        } else {
            losses.next()
                    .ifPresent(note -> log.warn(
                            "{} could not be {}; acquiring it again: {}{}", partition, what, Causes.of(cause), note));
        }
    }

    private Throwable explained(TopicPartition partition, String what, Throwable cause) {
        return cause instanceof ConnectException
                ? cause
                : faults.lasting(
                        cause, partition.topic(), partition + " could not be " + what + ": " + cause.getMessage());
    }

    /** A full transaction waits for nothing, and may become full any time. */
    @Override
    public Duration untilDue(PartitionLane lane) {
        PartitionProducer producer = producers.get(lane);
        if (producer == null || lane.finished() >= full) {
            return Duration.ZERO;
        }
        Duration wait = commitInterval.minus(producer.sinceCommit());
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LOOK_AGAIN) < 0 ? wait : LOOK_AGAIN;
    }

    @Override
    public void giveUp(PartitionLane lane) {
        PartitionProducer producer = producers.remove(lane);
        if (producer != null) {
            acquisitions.end(producer);
        }
    }

    @Override
    public void close() {
        closed = true;
        watch.close();
        OpenResources all = new OpenResources();
        all.add(acquisitions);
        List.copyOf(producers.keySet()).forEach(lane -> all.add(() -> giveUp(lane)));
        all.close();
    }
}
