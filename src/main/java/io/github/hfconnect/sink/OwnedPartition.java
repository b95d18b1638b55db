package io.github.hfconnect.sink;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.resilience.Backoff;
import io.github.hfconnect.sink.lane.PartitionLane;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One assigned partition between its acquisitions. Each acquisition has a lane of its own, so that whatever is still under
 * way for an older one meets a closed lane.
 *
 * <pre>
 * LOST ──when due─▶ ACQUIRING ──▶ SEEKING ──next put──▶ ACTIVE
 *   ▲                 │ failed      │                    │
 *   └─────────────────┴─────────────┴── lane closed ─────┘
 * </pre>
 */
final class OwnedPartition {

    enum State {
        /** Waits until another attempt may begin. */
        LOST,
        /** The writer makes ready; nothing is read. */
        ACQUIRING,
        /** Connect has been told where to read from, and has not been there yet. */
        SEEKING,
        /** Records flow. */
        ACTIVE
    }

    /** Who has held a partition for so long has not taken it from somebody who takes it back at once. */
    private static final Duration HELD = Duration.ofSeconds(10);

    private static final Backoff BETWEEN_ACQUISITIONS = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

    private final TopicPartition partition;
    private final Time time;
    private final CompletableFuture<Long> position = new CompletableFuture<>();
    private State state = State.LOST;
    private @Nullable PartitionLane lane;
    private CompletableFuture<OptionalLong> acquisition = new CompletableFuture<>();
    private int losses;

    /** While lost: when another attempt may begin. Otherwise: when the partition was acquired. */
    private long since;

    OwnedPartition(TopicPartition partition, Time time) {
        this.partition = partition;
        this.time = time;
        this.since = time.nanos();
    }

    TopicPartition partition() {
        return partition;
    }

    State state() {
        return state;
    }

    /** The lane of the last attempt. */
    PartitionLane lane() {
        return Objects.requireNonNull(lane, "no attempt yet");
    }

    /** The same, or empty before the first. */
    Optional<PartitionLane> lastLane() {
        return Optional.ofNullable(lane);
    }

    /** Where Connect has started to read, once that is known. */
    CompletableFuture<Long> position() {
        return position;
    }

    boolean isDue() {
        return state == State.LOST && time.nanos() - since >= 0;
    }

    boolean isAcquired() {
        return state == State.ACQUIRING && acquisition.isDone() && !acquisition.isCompletedExceptionally();
    }

    boolean isToBeLost() {
        return state == State.ACQUIRING
                ? acquisition.isCompletedExceptionally()
                : state != State.LOST && lane().isClosed();
    }

    void acquiring(PartitionLane newLane, CompletableFuture<OptionalLong> newAcquisition) {
        lane = newLane;
        acquisition = newAcquisition;
        state = State.ACQUIRING;
    }

    /** Where to read from, or empty for Connect's own position. */
    OptionalLong seek() {
        OptionalLong offset = acquisition.join();
        if (offset.isEmpty() && position.isDone()) {
            // Records may have come before the partition was held, and were refused.
            offset = OptionalLong.of(position.join());
        }
        offset.ifPresent(position::complete);
        state = State.SEEKING;
        since = time.nanos();
        return offset;
    }

    void sought() {
        state = State.ACTIVE;
    }

    /**
     * Another attempt may begin in a while.
     *
     * @param random from 0 inclusive to 1 exclusive
     */
    void lost(double random) {
        long now = time.nanos();
        boolean held = state != State.ACQUIRING && now - since > HELD.toNanos();
        losses = held ? 1 : losses + 1;
        since = now + BETWEEN_ACQUISITIONS.delay(losses, random).toNanos();
        state = State.LOST;
    }
}
