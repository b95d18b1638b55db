package io.github.hfconnect.sink.lane;

import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes of the partitions that a task owns, keyed by topic and partition before any transform. Changed by the task thread only. */
public final class Lanes {

    private static final Logger log = LoggerFactory.getLogger(Lanes.class);

    private final OutputOrder order;
    private final Time time;
    private final Map<TopicPartition, PartitionLane> lanes = new ConcurrentHashMap<>();

    /** Of the last records, those whose partition had no lane: the first one's offset. */
    private final Map<TopicPartition, Long> refused = new HashMap<>();

    /**
     * No lanes yet.
     *
     * @param order in which records leave
     * @param time that says how long they have been here
     */
    public Lanes(OutputOrder order, Time time) {
        this.order = order;
        this.time = time;
    }

    /** A lane that takes part once it is opened. */
    public PartitionLane newLane() {
        return new PartitionLane(order, time);
    }

    public void open(TopicPartition partition, PartitionLane lane) {
        lanes.put(partition, lane);
    }

    public void remove(TopicPartition partition) {
        lanes.remove(partition);
    }

    /**
     * Gives all partitions up.
     *
     * @return how many records were in flight
     */
    public int closeAll() {
        return lanes.values().stream().mapToInt(PartitionLane::close).sum();
    }

    /** Takes a record in, or answers null where its partition is not held at present: it will be read again. */
    @Nullable
    public LaneRecord admit(SinkRecord record) {
        TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        PartitionLane lane = lanes.get(partition);
        if (lane == null && refused.putIfAbsent(partition, record.originalKafkaOffset()) == null) {
            log.info(
                    "{} has arrived at {} before it is held; it is read again",
                    partition,
                    record.originalKafkaOffset());
        }
        return lane == null ? null : lane.admit(record);
    }

    /** The first offset of each partition that was refused for want of a lane since this was asked last. */
    public Map<TopicPartition, Long> takeRefused() {
        Map<TopicPartition, Long> taken = Map.copyOf(refused);
        refused.clear();
        return taken;
    }

    @Nullable
    public PartitionLane get(TopicPartition partition) {
        return lanes.get(partition);
    }

    public void forEach(Consumer<PartitionLane> action) {
        lanes.values().forEach(action);
    }

    public Map<TopicPartition, PartitionLane> byPartition() {
        return lanes;
    }

    /**
     * How long the record that has been here for longest has been here; zero where there is none. For any thread.
     *
     * @param now a reading of {@link Time}, in nanoseconds
     */
    public Duration oldestAge(long now) {
        return lanes.values().stream()
                .map(lane -> lane.oldestAge(now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * How long ago the oldest unsettled record was made, by its own timestamp, in milliseconds; 0 where there is none. For any thread.
     *
     * @param now in milliseconds since 1970, as timestamps of records are
     */
    public long lagMillis(long now) {
        return lanes.values().stream()
                .map(PartitionLane::oldestTimestamp)
                .flatMapToLong(OptionalLong::stream)
                .map(timestamp -> Math.max(0, now - timestamp))
                .max()
                .orElse(0);
    }

    /** Records in memory. */
    public int size() {
        return lanes.values().stream().mapToInt(PartitionLane::size).sum();
    }
}
