package io.github.hfconnect.sink;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.TraceContext;
import io.github.hfconnect.sink.lane.LaneRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * An input that the model is asked about, and the records that wait for the answer. It is asked as long as one of them still
 * belongs to this task: no record leads the others, so none is lost when a partition is given up. Its own lock guards what
 * changes.
 */
final class CoalescedRequest {

    private final Input input;
    private final long bytes;

    @GuardedBy("this")
    private final List<LaneRecord> records = new ArrayList<>(1);

    @GuardedBy("this")
    private boolean answered;

    CoalescedRequest(Input input, LaneRecord first) {
        this.input = input;
        this.bytes = input.sizeInBytes();
        records.add(first);
    }

    Input input() {
        return input;
    }

    /** Size of the input. */
    long bytes() {
        return bytes;
    }

    /**
     * Lets one more record wait for the answer.
     *
     * @return false where it has been given already, or may never be, because nobody was waiting any more
     */
    synchronized boolean join(LaneRecord record) {
        return !answered && isWanted() && records.add(record);
    }

    /** Whether a record that waits has not been given up with its partition. */
    synchronized boolean isWanted() {
        for (LaneRecord record : records) {
            if (!record.lane().isClosed()) {
                return true;
            }
        }
        return false;
    }

    /** The traces of the records that wait for the answer. */
    synchronized List<TraceContext> traces() {
        List<TraceContext> traces = new ArrayList<>(records.size());
        for (LaneRecord record : records) {
            record.trace().ifPresent(traces::add);
        }
        return traces;
    }

    /**
     * Ends it.
     *
     * @return the records that have waited, at least one; nobody joins them any more
     */
    synchronized List<LaneRecord> answered() {
        answered = true;
        return records;
    }
}
