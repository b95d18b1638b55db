package io.github.hfconnect.sink.exactlyonce;

import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.output.OutputDecision;

/** How a record ends in a transaction: what is written for it, which may be nothing. */
public record TransactionEntry(LaneRecord record, OutputDecision.Emit emit) {}
