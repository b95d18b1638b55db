package io.github.hfconnect.sink.lane;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.TraceContext;
import io.github.hfconnect.record.TraceHeaders;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way through a {@link PartitionLane}. The outcome is set before it is handed to the output; what
 * else changes is guarded by its lane.
 */
public final class LaneRecord {

    private final SinkRecord record;
    private final Completion completion;
    private @Nullable Outcome outcome;
    private final long admittedAt;
    private int inputs = 1;

    LaneRecord(PartitionLane lane, SinkRecord record, long admittedAt) {
        this.completion = new Completion(lane);
        this.record = record;
        this.admittedAt = admittedAt;
    }

    public PartitionLane lane() {
        return completion.lane();
    }

    public SinkRecord record() {
        return record;
    }

    /** The offset before any transform: the only one that the consumer group knows. */
    public long offset() {
        return record.originalKafkaOffset();
    }

    /** The place in a trace that its headers name, or empty. */
    public Optional<TraceContext> trace() {
        return TraceHeaders.of(record.headers());
    }

    /** It is asked as so many inputs, and takes as much room. */
    public void asksFor(int count) {
        lane().weigh(this, Math.max(1, count));
    }

    void inputs(int count) {
        inputs = count;
    }

    int inputs() {
        return inputs;
    }

    /** A reading of the monotonic clock. */
    long admittedAt() {
        return admittedAt;
    }

    void finish(Outcome newOutcome) {
        outcome = newOutcome;
    }

    boolean isFinished() {
        return outcome != null;
    }

    public Outcome outcome() {
        return Objects.requireNonNull(outcome, "not finished");
    }

    void settle() {
        completion.settle();
    }

    boolean isSettled() {
        return completion.isSettled();
    }

    /** Tells, also when the record is gone, whether it is done. */
    public Completion completion() {
        return completion;
    }

    /** Whether nothing more is owed for it, or its partition was given up. */
    public boolean isDone() {
        return completion.isDone();
    }

    /** The record's place in its topic, as people know it. */
    @Override
    public String toString() {
        return record.originalTopic() + "-" + record.originalKafkaPartition() + "@" + offset();
    }
}
