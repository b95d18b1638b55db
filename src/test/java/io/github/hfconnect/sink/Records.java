package io.github.hfconnect.sink;

import java.util.Objects;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Sink records for tests. */
final class Records {

    private Records() {}

    static SinkRecord text(String topic, int partition, long offset, @Nullable Object value) {
        return new SinkRecord(topic, partition, null, "key-" + offset, null, value, offset);
    }

    static LaneRecord waiting(PartitionLane lane, long offset) {
        return Objects.requireNonNull(lane.admit(text("chat", 0, offset, "text " + offset)));
    }
}
