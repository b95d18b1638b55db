package io.github.hfconnect.sink;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.sink.lane.Lanes;
import io.github.hfconnect.sink.lane.PartitionLane;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Pauses partitions where there is no room for more of their records, which bounds memory while polling goes on. A full
 * task pauses all. A lane that holds too large a share pauses with all others at first, and alone where that lasts: a consumer
 * that may read idle partitions only waits at the broker for {@code fetch.max.wait.ms}, and fetches nothing else meanwhile (Kafka
 * clients 4.3, {@code AbstractFetch.prepareFetchRequests}), so that a busy partition would starve behind each of its own short
 * pauses. For the task thread only.
 */
final class Backpressure {

    /** Below this share of the limit a paused partition is read again; the gap keeps it from flapping. */
    private static final double RESUME_BELOW = 0.75;

    /** A lane that is full for longer is held up by something, and the others must not be. */
    private static final Duration ALL_FOR = Duration.ofMillis(50);

    /** Records that need no call have left within a millisecond. */
    private static final Duration FIRST_LOOK = Duration.ofMillis(1);

    /** A task whose endpoint hangs looks no more often than that, which costs a thousandth of a processor. */
    private static final Duration LATER_LOOKS = Duration.ofMillis(10);

    private final SinkTaskContext context;
    private final int maxRecords;
    private final Time time;
    private final Set<TopicPartition> paused = new HashSet<>();

    /** Since when a lane holds too large a share. */
    private final Map<TopicPartition, Long> fullSince = new HashMap<>();

    private boolean taskIsFull;
    private Duration untilNextLook = FIRST_LOOK;

    Backpressure(SinkTaskContext context, int maxRecords, Time time) {
        this.context = context;
        this.maxRecords = maxRecords;
        this.time = time;
    }

    /** Pauses and resumes as the lanes' sizes demand. */
    void apply(Lanes lanes) {
        long now = time.nanos();
        int size = lanes.size();
        taskIsFull = isFull(size, maxRecords, taskIsFull);
        int share = share(lanes.byPartition().size(), maxRecords - size);
        for (Map.Entry<TopicPartition, PartitionLane> lane : lanes.byPartition().entrySet()) {
            noteFullness(lane.getKey(), lane.getValue().size(), share, now);
        }
        boolean all = taskIsFull || fullSince.values().stream().anyMatch(since -> now - since < ALL_FOR.toNanos());
        for (TopicPartition partition : lanes.byPartition().keySet()) {
            pauseOrResume(partition, all || fullSince.containsKey(partition));
        }
    }

    private void noteFullness(TopicPartition partition, int size, int share, long now) {
        if (isFull(size, share, fullSince.containsKey(partition))) {
            fullSince.putIfAbsent(partition, now);
        } else {
            fullSince.remove(partition);
        }
    }

    private static boolean isFull(int size, int limit, boolean wasFull) {
        return size >= (wasFull ? limit * RESUME_BELOW : limit);
    }

    private void pauseOrResume(TopicPartition partition, boolean pause) {
        if (pause && paused.add(partition)) {
            context.pause(partition);
            untilNextLook = FIRST_LOOK;
        } else if (!pause && paused.remove(partition)) {
            context.resume(partition);
            untilNextLook = FIRST_LOOK;
        }
    }

    /** Starts a partition unpaused: one that comes back may still be paused from an earlier assignment. */
    void opened(TopicPartition partition) {
        closed(partition);
        context.resume(partition);
    }

    /** Forgets a partition that is not read from any more. */
    void closed(TopicPartition partition) {
        paused.remove(partition);
        fullSince.remove(partition);
    }

    boolean isOn() {
        return !paused.isEmpty();
    }

    /** When to see whether there is room again: soon after something has been paused or resumed, then less and less often. */
    Duration untilNextLook() {
        Duration now = untilNextLook;
        Duration twice = now.multipliedBy(2);
        untilNextLook = twice.compareTo(LATER_LOOKS) < 0 ? twice : LATER_LOOKS;
        return now;
    }

    /**
     * What one lane may hold: as much as is left free, so that one busy partition among idle ones gets half of all and one that is stuck leaves
     * the others the other half; and always twice its even share or a quarter of all, so that the busy ones together use all of it.
     */
    private int share(int partitions, int free) {
        int twiceEven = 2 * (maxRecords / Math.max(1, partitions));
        int least = Math.max(twiceEven, maxRecords / 4);
        return Math.max(1, Math.min(maxRecords, Math.max(least, free)));
    }
}
