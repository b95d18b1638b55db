package io.github.hfconnect.sink.output;

import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.metrics.Accounting;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.sink.lane.Halt;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.lane.OutputWriter;
import io.github.hfconnect.sink.lane.PartitionLane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes with one idempotent producer for the whole task. A record is settled when the broker has acknowledged it, so that
 * after a crash what was not is written again.
 */
public final class AtLeastOnceWriter implements OutputWriter {

    private final OutputTopics topics;
    private final Decisions decisions;
    private final DeadLetters deadLetters;
    private final Accounting accounting;
    private final UnitSender sender;

    /**
     * A writer of one task.
     *
     * @param producers makes its producer, once the cluster has answered
     */
    public AtLeastOnceWriter(
            Supplier<Producer<byte[], byte[]>> producers,
            OutputTopics topics,
            ClusterFaults faults,
            Decisions decisions,
            DeadLetters deadLetters,
            Accounting accounting,
            StallWatch watch,
            Halt halt) {
        this.topics = topics;
        this.decisions = decisions;
        this.deadLetters = deadLetters;
        this.accounting = accounting;
        this.sender = new UnitSender(producers, faults, halt, watch);
    }

    /** Needs nothing: where two write for a partition, records appear twice. */
    @Override
    public CompletableFuture<OptionalLong> acquire(
            TopicPartition partition, PartitionLane lane, CompletionStage<Long> position) {
        return CompletableFuture.completedFuture(OptionalLong.empty());
    }

    @Override
    public Duration untilDue(PartitionLane lane) {
        return Duration.ZERO;
    }

    @Override
    public void giveUp(PartitionLane lane) {
        // The producer is everybody's.
    }

    @Override
    public void write(List<LaneRecord> run) throws InterruptedException {
        for (LaneRecord record : run) {
            write(record);
        }
    }

    private void write(LaneRecord record) throws InterruptedException {
        OutputDecision decision = decisions.of(record);
        if (decision instanceof OutputDecision.Emit emit) {
            send(record, emit);
        } else if (decision instanceof OutputDecision.Report report) {
            deadLetters.add(record, report.failure());
        } else {
            settle(record, Disposition.DROPPED);
        }
    }

    private void send(LaneRecord record, OutputDecision.Emit emit) throws InterruptedException {
        for (ProducerRecord<byte[], byte[]> output : emit.outputs()) {
            topics.ensure(output.topic());
        }
        sender.send(record, emit.outputs(), refusal -> sent(record, emit, refusal));
    }

    /** What says that the outputs stand leaves only now: after a crash it would hide those that do not. */
    private void sent(LaneRecord record, OutputDecision.Emit emit, Optional<UnitSender.Refusal> refusal) {
        if (refusal.isPresent()) {
            conclude(record, decisions.halfWritten(record, emit), () -> report(record, refusal.get()));
        } else {
            conclude(record, emit.conclusions(), () -> written(record, emit));
        }
    }

    private void conclude(LaneRecord record, List<ProducerRecord<byte[], byte[]>> conclusions, Runnable then) {
        if (conclusions.isEmpty()) {
            then.run();
        } else {
            sender.later()
                    .execute(() -> sender.send(record, conclusions, refusal -> {
                        refusal.ifPresentOrElse(notTaken -> report(record, notTaken), then);
                    }));
        }
    }

    private void report(LaneRecord record, UnitSender.Refusal refusal) {
        deadLetters.add(record, WriteFault.ofRecord(refusal.topic(), refusal.reason()));
    }

    private void written(LaneRecord record, OutputDecision.Emit emit) {
        decisions.written(record, emit);
        settle(record, emit.disposition());
    }

    private void settle(LaneRecord record, Disposition disposition) {
        if (record.lane().settle(record)) {
            accounting.ended(disposition);
        }
    }

    @Override
    public void close() {
        sender.close();
    }
}
