package io.github.hfconnect.sink;

import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.sink.lane.LaneRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/** What is read of records that have entered their lanes. For the task thread. */
@FunctionalInterface
interface Intake {

    /** What a record brings. */
    Reading read(SinkRecord record);

    /** A record has entered its lane; told of each, also of one that needs no reading. */
    default void admitted(LaneRecord record) {}
}
