package io.github.hfconnect.sink;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.TraceContext;
import io.github.hfconnect.sink.lane.Delivery;
import io.github.hfconnect.sink.lane.LaneRecord;
import java.util.Optional;

/** A record that is asked about as a whole; it waits until its partition is given up. */
record WholeRecord(LaneRecord record, Delivery delivery) implements Asker {

    @Override
    public boolean isWaiting() {
        return !record.lane().isClosed();
    }

    @Override
    public Optional<TraceContext> trace() {
        return record.trace();
    }

    @Override
    public void answered(Outcome outcome) {
        delivery.finish(record, outcome);
    }
}
