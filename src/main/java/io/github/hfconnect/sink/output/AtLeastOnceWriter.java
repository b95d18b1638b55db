package io.github.hfconnect.sink.output;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.Traces;
import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.metrics.Accounting;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.sink.lane.Halt;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.lane.NamedThreads;
import io.github.hfconnect.sink.lane.OutputWriter;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.trace.RecordTrace;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Writes with one idempotent producer for the whole task. A record is settled when the broker has acknowledged it, so that
 * after a crash what was not is written again.
 */
public final class AtLeastOnceWriter implements OutputWriter {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final OutputTopics topics;
    private final ClusterFaults faults;
    private final OutputMapper mapper;
    private final DeadLetters deadLetters;
    private final Accounting accounting;
    private final Halt halt;
    private final StallWatch watch;
    private final ExecutorService again = NamedThreads.oneAfterTheOther("hf-output-again");

    @GuardedBy("this")
    private @Nullable Producer<byte[], byte[]> producer;

    @GuardedBy("this")
    private boolean closed;

    /**
     * A writer of one task.
     *
     * @param producers makes its producer, once the cluster has answered
     */
    public AtLeastOnceWriter(
            Supplier<Producer<byte[], byte[]>> producers,
            OutputTopics topics,
            ClusterFaults faults,
            OutputMapper mapper,
            DeadLetters deadLetters,
            Accounting accounting,
            Halt halt) {
        this.producers = producers;
        this.topics = topics;
        this.faults = faults;
        this.mapper = mapper;
        this.deadLetters = deadLetters;
        this.accounting = accounting;
        this.halt = halt;
        this.watch = new StallWatch(topics::ensureAgain, halt);
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
        OutputDecision disposition = mapper.disposition(record.record(), record.outcome());
        if (disposition instanceof OutputDecision.Emit emit) {
            send(record, emit);
        } else if (disposition instanceof OutputDecision.Report report) {
            deadLetters.add(record, report.failure());
        } else {
            settle(record, Disposition.DROPPED);
        }
    }

    private void send(LaneRecord record, OutputDecision.Emit emit) throws InterruptedException {
        topics.ensure(emit.output().topic());
        give(record, emit);
    }

    private void give(LaneRecord record, OutputDecision.Emit emit) {
        watch.begin();
        Traces.Scope trace = RecordTrace.during(record::trace);
        try (trace) {
            // The callback learns all that the future would tell.
            Future<RecordMetadata> unused = producer().send(emit.output(), (metadata, error) -> {
                watch.end();
                if (error == null) {
                    settle(record, emit.fate());
                } else {
                    notWritten(record, emit, error);
                }
            });
        }
    }

    private void notWritten(LaneRecord record, OutputDecision.Emit emit, Exception error) {
        String topic = emit.output().topic();
        if (WriteFault.of(error) == WriteFault.RECORD) {
            deadLetters.add(record, WriteFault.ofRecord(topic, error));
        } else if (WriteFault.isOfACompanion(error)) {
            // Not by this thread, which is the producer's own: a full buffer would wait for itself.
            again.execute(() -> give(record, emit));
        } else {
            String why = faults.sentence(error, null)
                    .map(sentence -> ". " + sentence)
                    .orElse("");
            halt.fail(new ConnectException("Could not write " + record + " to " + topic + why, error));
        }
    }

    private void settle(LaneRecord record, Disposition fate) {
        if (record.lane().settle(record)) {
            accounting.ended(fate);
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (closed) {
            throw new CancellationException("The task has ended");
        }
        if (producer == null) {
            producer = producers.get();
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        closed = true;
        again.shutdownNow();
        watch.close();
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
        }
    }
}
