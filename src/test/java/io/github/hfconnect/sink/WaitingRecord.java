package io.github.hfconnect.sink;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.TraceContext;
import io.github.hfconnect.sink.lane.LaneRecord;
import java.util.Optional;

/** A record whose answer is of no interest. */
record WaitingRecord(LaneRecord record) implements Asker {

    @Override
    public boolean isWaiting() {
        return !record.lane().isClosed();
    }

    @Override
    public Optional<TraceContext> trace() {
        return record.trace();
    }

    @Override
    public void answered(Outcome outcome) {}
}
