package io.github.hfconnect.sink.output;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.sink.lane.Commits;
import io.github.hfconnect.sink.lane.Delivery;
import io.github.hfconnect.sink.lane.Lanes;
import io.github.hfconnect.sink.lane.OffsetNotes;
import io.github.hfconnect.sink.lane.PartitionLane;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Connect commits. Nothing leaves between a commit and the next {@code put}, and what has left is awaited for a moment: if
 * this is the last commit before the partitions are given up, nothing that was written is written again by their next owner.
 */
public final class ConnectCommits implements Commits {

    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(20);

    private final Lanes lanes;
    private final Delivery delivery;
    private final DeadLetters deadLetters;
    private final OffsetNotes notes;
    private final Duration quietWithin;
    private final Time time;

    /**
     * Commits of one task.
     *
     * @param quietWithin how long a commit waits for what has left
     */
    public ConnectCommits(
            Lanes lanes,
            Delivery delivery,
            DeadLetters deadLetters,
            OffsetNotes notes,
            Duration quietWithin,
            Time time) {
        this.lanes = lanes;
        this.delivery = delivery;
        this.deadLetters = deadLetters;
        this.notes = notes;
        this.quietWithin = quietWithin;
        this.time = time;
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, OffsetAndMetadata> delivered) {
        lanes.forEach(PartitionLane::hold);
        awaitQuiet();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        delivered.forEach((partition, position) -> offsets.put(partition, offset(partition, position)));
        return offsets;
    }

    @Override
    public void goOn() {
        lanes.forEach(delivery::release);
    }

    /** Where nothing is in flight, Connect's own position, which also counts what transforms and converters dropped. */
    private OffsetAndMetadata offset(TopicPartition partition, OffsetAndMetadata delivered) {
        PartitionLane lane = lanes.get(partition);
        OptionalLong watermark = lane == null ? OptionalLong.empty() : lane.watermark();
        return watermark.isPresent()
                ? new OffsetAndMetadata(watermark.getAsLong(), notes.of(partition))
                : new OffsetAndMetadata(delivered.offset(), delivered.leaderEpoch(), notes.of(partition));
    }

    private void awaitQuiet() {
        long deadline = time.nanos() + quietWithin.toNanos();
        try {
            for (PartitionLane lane : lanes.byPartition().values()) {
                while (!lane.isQuiet() && deadline - time.nanos() > 0) {
                    deadLetters.report();
                    lane.awaitQuiet(BETWEEN_REPORTS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
