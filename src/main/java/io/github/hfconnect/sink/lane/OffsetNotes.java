package io.github.hfconnect.sink.lane;

import org.apache.kafka.common.TopicPartition;

/** What is committed beside the offsets of input partitions, as their metadata. */
@FunctionalInterface
public interface OffsetNotes {

    /** Nothing. */
    OffsetNotes NONE = partition -> "";

    String of(TopicPartition partition);
}
