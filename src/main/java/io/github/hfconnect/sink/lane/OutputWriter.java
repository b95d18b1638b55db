package io.github.hfconnect.sink.lane;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;

/** Writes what has become of records; one implementation a delivery guarantee. */
public interface OutputWriter extends AutoCloseable {

    /**
     * Makes ready to write for a partition. Never waits: the task thread calls it.
     *
     * @param lane of the partition's records from now on, until it is closed
     * @param position where Connect would start to read; known a moment later
     * @return where to read from, or empty for Connect's own position. Where it fails, another attempt with another lane
     *     may succeed
     */
    CompletableFuture<OptionalLong> acquire(
            TopicPartition partition, PartitionLane lane, CompletionStage<Long> position);

    /**
     * Writes the finished head of one lane, in its order, and sees to it that each record is settled once nothing more is
     * owed for it. Where the partition turns out to be somebody else's it closes the lane. Called by one thread at a time
     * for a lane, by several for different lanes.
     */
    void write(List<LaneRecord> run) throws InterruptedException;

    /** How long the lane's next run should wait so that it is worth its effort; it is asked again then. */
    Duration untilDue(PartitionLane lane);

    /** Frees what a closed lane has needed, without waiting. */
    void giveUp(PartitionLane lane);

    /** Ends within two seconds or so, acknowledged or not. */
    @Override
    void close();
}
