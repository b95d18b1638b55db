package io.github.hfconnect.sink.lane;

import io.github.hfconnect.inference.Outcome;
import java.util.Objects;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Sink records for tests. */
public final class Records {

    private Records() {}

    public static SinkRecord text(String topic, int partition, long offset, @Nullable Object value) {
        return new SinkRecord(topic, partition, null, "key-" + offset, null, value, offset);
    }

    public static LaneRecord waiting(PartitionLane lane, long offset) {
        return Objects.requireNonNull(lane.admit(text("chat", 0, offset, "text " + offset)));
    }

    /** Brings a record that is the head of its lane to its end. */
    public static void settle(LaneRecord record) {
        PartitionLane lane = record.lane();
        lane.finish(record, new Outcome.Passed(Outcome.Passed.Reason.EMPTY));
        lane.nextRun();
        lane.settle(record);
    }
}
