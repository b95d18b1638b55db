package io.github.hfconnect.cli;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/** What a connector would do with lines, each of which is the value of a record. */
interface Rehearsal {

    /**
     * What becomes of a line.
     *
     * @param number of the line, from 1
     * @param input what was read of it
     */
    Outcome about(@Nullable Object value, int number, Input input) throws InterruptedException;

    /** What would be written of it, a line each. */
    List<SchemaAndValue> written(@Nullable Object value, int number, Outcome outcome);
}
