package io.github.hfconnect.sink;

import io.github.hfconnect.sink.lane.Lanes;
import io.github.hfconnect.sink.lane.PartitionLane;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Pauses partitions where there is no room for more of their records, which bounds memory while polling goes on. A full
 * task pauses all, a lane that holds too large a share pauses alone. For the task thread only.
 */
final class Backpressure {

    /** Below this share of the limit a paused partition is read again; the gap keeps it from flapping. */
    private static final double RESUME_BELOW = 0.75;

    private final SinkTaskContext context;
    private final int maxRecords;
    private final Set<TopicPartition> paused = new HashSet<>();

    Backpressure(SinkTaskContext context, int maxRecords) {
        this.context = context;
        this.maxRecords = maxRecords;
    }

    /** Pauses and resumes as the lanes' sizes demand. */
    void apply(Lanes lanes) {
        int inFlight = lanes.size();
        int share = share(lanes.byPartition().size());
        for (Map.Entry<TopicPartition, PartitionLane> lane : lanes.byPartition().entrySet()) {
            apply(lane.getKey(), inFlight, lane.getValue().size(), share);
        }
    }

    /** Starts a partition unpaused: one that comes back may still be paused from an earlier assignment. */
    void opened(TopicPartition partition) {
        paused.remove(partition);
        context.resume(partition);
    }

    /** Forgets a partition that is not read from any more. */
    void closed(TopicPartition partition) {
        paused.remove(partition);
    }

    boolean isOn() {
        return !paused.isEmpty();
    }

    private void apply(TopicPartition partition, int inFlight, int ofLane, int share) {
        boolean noRoom = inFlight >= maxRecords || ofLane >= share;
        boolean roomAgain = inFlight < maxRecords * RESUME_BELOW && ofLane < share * RESUME_BELOW;
        if (noRoom && paused.add(partition)) {
            context.pause(partition);
        } else if (roomAgain && paused.remove(partition)) {
            context.resume(partition);
        }
    }

    /**
     * What one lane may hold: twice its even share, so that a slow partition fills its own room while the others still have
     * theirs, but never less than a quarter of all, so that one busy partition among many idle ones is not throttled.
     */
    private int share(int partitions) {
        int twiceEven = 2 * (maxRecords / Math.max(1, partitions));
        return Math.max(1, Math.min(maxRecords, Math.max(twiceEven, maxRecords / 4)));
    }
}
