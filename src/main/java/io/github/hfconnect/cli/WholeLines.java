package io.github.hfconnect.cli;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.wiring.Inquiry;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** Lines each of which becomes one enriched line. */
record WholeLines(Inquiry inquiry) implements Rehearsal {

    @Override
    public Outcome about(@Nullable Object value, int number, Input input) throws InterruptedException {
        return inquiry.about(input);
    }

    @Override
    public List<SchemaAndValue> written(@Nullable Object value, int number, Outcome outcome) {
        return List.of(inquiry.enrichment().mapper().enriched(null, value, outcome));
    }
}
