package io.github.hfconnect.sink.exactlyonce;

import io.github.hfconnect.sink.lane.Commits;
import io.github.hfconnect.sink.lane.Delivery;
import io.github.hfconnect.sink.lane.Lanes;
import io.github.hfconnect.sink.lane.PartitionLane;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Transactions commit, and Connect never does, which an empty map tells it (WorkerSinkTask, 4.3.1): a commit of its own could
 * arrive after a later transaction and set the offset back. Records that transforms or converters dropped reach no lane, so where a lane
 * is idle its offset passes over them.
 */
public final class TransactionCommits implements Commits {

    private final Lanes lanes;
    private final Delivery delivery;
    private final ExactlyOnceWriter writer;

    public TransactionCommits(Lanes lanes, Delivery delivery, ExactlyOnceWriter writer) {
        this.lanes = lanes;
        this.delivery = delivery;
        this.writer = writer;
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, OffsetAndMetadata> delivered) {
        delivered.forEach((partition, position) -> {
            PartitionLane lane = lanes.get(partition);
            if (lane != null && writer.isBehind(lane, position.offset())) {
                delivery.whileIdle(lane, () -> writer.passOver(lane, position.offset()));
            }
        });
        return Map.of();
    }

    @Override
    public void goOn() {
        // Nothing was held back.
    }
}
