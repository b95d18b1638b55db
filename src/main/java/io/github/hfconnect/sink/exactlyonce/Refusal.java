package io.github.hfconnect.sink.exactlyonce;

import io.github.hfconnect.sink.lane.LaneRecord;

/** Why something of what belongs to a record was not written to a topic. */
public record Refusal(LaneRecord record, String topic, Exception reason) {}
