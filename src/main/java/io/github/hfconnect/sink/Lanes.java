package io.github.hfconnect.sink;

import io.github.hfconnect.config.OutputOrder;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The lanes of the partitions that a task owns, keyed by topic and partition before any transform. Changed by the task thread only. */
final class Lanes {

    private final OutputOrder order;
    private final Map<TopicPartition, PartitionLane> lanes = new ConcurrentHashMap<>();

    Lanes(OutputOrder order) {
        this.order = order;
    }

    void open(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> lanes.put(partition, new PartitionLane(order)));
    }

    /**
     * Gives partitions up.
     *
     * @return how many records were in flight
     */
    int close(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .map(lanes::remove)
                .mapToInt(lane -> lane == null ? 0 : lane.close())
                .sum();
    }

    int closeAll() {
        return close(Map.copyOf(lanes).keySet());
    }

    LaneRecord admit(SinkRecord record) {
        TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        // Connect opens a partition before it delivers from it; should it ever not, the record still gets a lane.
        return lanes.computeIfAbsent(partition, missing -> new PartitionLane(order))
                .admit(record);
    }

    @Nullable
    PartitionLane get(TopicPartition partition) {
        return lanes.get(partition);
    }

    void forEach(Consumer<PartitionLane> action) {
        lanes.values().forEach(action);
    }

    Map<TopicPartition, PartitionLane> byPartition() {
        return lanes;
    }

    /** How long the record that has been here for longest has been here; zero where there is none. For any thread. */
    Duration oldestAge(long now) {
        return lanes.values().stream()
                .map(lane -> lane.oldestAge(now))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** How long ago the oldest unsettled record was made, by its own timestamp; 0 where there is none. For any thread. */
    long lagMillis(long now) {
        return lanes.values().stream()
                .map(PartitionLane::oldestTimestamp)
                .flatMapToLong(OptionalLong::stream)
                .map(timestamp -> Math.max(0, now - timestamp))
                .max()
                .orElse(0);
    }

    /** Records in memory. */
    int size() {
        return lanes.values().stream().mapToInt(PartitionLane::size).sum();
    }
}
