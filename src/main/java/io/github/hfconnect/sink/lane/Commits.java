package io.github.hfconnect.sink.lane;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How the progress of the partitions is committed. For the task thread only. */
public interface Commits {

    /**
     * A commit of Connect, possibly the last before partitions are given up.
     *
     * @param delivered up to where Connect has delivered, records counted that transforms and converters have dropped
     * @return the offsets that Connect may commit
     */
    Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, OffsetAndMetadata> delivered);

    /** The commit is over, and it was not the last. */
    void goOn();
}
