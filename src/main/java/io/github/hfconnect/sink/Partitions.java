package io.github.hfconnect.sink;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.metrics.Accounting;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.sink.lane.Delivery;
import io.github.hfconnect.sink.lane.Lanes;
import io.github.hfconnect.sink.lane.PartitionLane;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * The partitions that Connect has assigned to the task. Each is read from only while the writer holds it; one that the writer
 * loses to somebody else is acquired again while it is still assigned. For the task thread only, which waits for nothing here.
 */
final class Partitions {

    private final SinkTaskContext context;
    private final Backpressure backpressure;
    private final Lanes lanes;
    private final Delivery delivery;
    private final Accounting accounting;
    private final Time time;
    private final Map<TopicPartition, OwnedPartition> owned = new HashMap<>();

    Partitions(
            SinkTaskContext context,
            Backpressure backpressure,
            Lanes lanes,
            Delivery delivery,
            Accounting accounting,
            Time time) {
        this.context = context;
        this.backpressure = backpressure;
        this.lanes = lanes;
        this.delivery = delivery;
        this.accounting = accounting;
        this.time = time;
    }

    void open(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            OwnedPartition opened = new OwnedPartition(partition, time);
            owned.put(partition, opened);
            context.pause(partition);
            begin(opened);
            takeOverIfAcquired(opened);
        }
    }

    /** Moves each partition on as far as it can go; after the records of a {@code put}, which were read before a seek. */
    void update() {
        // Before any position behind them can be told, and kept whatever becomes of an acquisition that is under way.
        lanes.takeRefused().forEach(this::startedAt);
        owned.values().forEach(this::update);
    }

    /**
     * Connect's positions, as far as they tell what has reached the lanes: between a seek and the next {@code put} they are
     * those from before the seek.
     */
    Map<TopicPartition, OffsetAndMetadata> reached(Map<TopicPartition, OffsetAndMetadata> delivered) {
        Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
        delivered.forEach((partition, position) -> {
            OwnedPartition of = owned.get(partition);
            if (of != null && of.state() == OwnedPartition.State.ACTIVE) {
                reached.put(partition, position);
            } else if (of != null) {
                startedAt(partition, position.offset());
            }
        });
        return reached;
    }

    /**
     * Where Connect has started to read is the first that is heard of its position: what it tells, or a record that has come in
     * spite of the pause. Later ones are ignored, because a position behind records that were refused would lose them.
     */
    private void startedAt(TopicPartition partition, long offset) {
        OwnedPartition of = owned.get(partition);
        if (of != null) {
            of.position().complete(offset);
        }
    }

    /** Gives partitions up; what is in flight for them is read again by their next owner. */
    void close(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            OwnedPartition closed = owned.remove(partition);
            if (closed != null) {
                abandon(closed);
                closed.position().completeExceptionally(new CancellationException(partition + " was given up"));
            }
            backpressure.closed(partition);
        }
    }

    /** Whether {@link #update} has to be called soon. */
    boolean isAcquiring() {
        return owned.values().stream().anyMatch(partition -> partition.state() != OwnedPartition.State.ACTIVE);
    }

    private void update(OwnedPartition partition) {
        if (partition.state() == OwnedPartition.State.SEEKING) {
            partition.sought();
        }
        if (partition.isToBeLost()) {
            lose(partition);
        }
        if (partition.isDue()) {
            begin(partition);
        }
        takeOverIfAcquired(partition);
    }

    private void begin(OwnedPartition partition) {
        PartitionLane lane = partition.lastLane().map(PartitionLane::next).orElseGet(lanes::newLane);
        CompletableFuture<OptionalLong> acquisition =
                delivery.writer().acquire(partition.partition(), lane, partition.position());
        partition.acquiring(lane, acquisition);
        if (!acquisition.isDone() && !partition.position().isDone()) {
            // A commit tells where Connect starts to read, which the writer may have to know.
            context.requestCommit();
        }
    }

    private void takeOverIfAcquired(OwnedPartition partition) {
        if (partition.isAcquired()) {
            partition.seek().ifPresent(offset -> {
                partition.lane().startFrom(offset);
                context.offset(partition.partition(), offset);
            });
            lanes.open(partition.partition(), partition.lane());
            backpressure.opened(partition.partition());
        }
    }

    private void lose(OwnedPartition partition) {
        context.pause(partition.partition());
        backpressure.closed(partition.partition());
        abandon(partition);
        partition.lost(ThreadLocalRandom.current().nextDouble());
    }

    private void abandon(OwnedPartition partition) {
        lanes.remove(partition.partition());
        accounting.ended(Disposition.RETURNED, partition.lane().close());
        delivery.writer().giveUp(partition.lane());
    }
}
