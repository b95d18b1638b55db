package io.github.hfconnect.sink.lane;

import io.github.hfconnect.config.value.OutputOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The records of a lane that have not left yet, and whether somebody delivers them: one thread at a time, as long as something may
 * leave. Not thread-safe.
 */
final class Undelivered {

    private final OutputOrder order;

    /** In partition order: what has not left yet, finished or not. Without an order: what is finished. */
    private final Deque<LaneRecord> records = new ArrayDeque<>();

    private int finishedInputs;
    private boolean delivering;
    private boolean held;

    Undelivered(OutputOrder order) {
        this.order = order;
    }

    /** Takes in the next record of the partition. */
    void admitted(LaneRecord record) {
        if (order == OutputOrder.PARTITION) {
            records.add(record);
        }
    }

    /** Learns that a record's outcome is known. */
    void finished(LaneRecord record) {
        finishedInputs += record.inputs();
        if (order == OutputOrder.NONE) {
            records.add(record);
        }
    }

    /** What finished records that have not left were asked as. */
    int finishedInputs() {
        return finishedInputs;
    }

    /** Whether the caller has to start a delivery: something may leave, and nobody delivers. */
    boolean beginIfDue() {
        boolean due = !delivering && !held && isHeadFinished();
        delivering |= due;
        return due;
    }

    /** Keeps others from delivering, though nothing is here; false where somebody does already. */
    boolean beginWithNothing() {
        boolean begun = !delivering;
        delivering = true;
        return begun;
    }

    /** The finished records that may leave now, in order; an empty list ends the delivery. */
    List<LaneRecord> nextRun() {
        List<LaneRecord> run = held ? List.of() : takeFinished();
        delivering = !run.isEmpty();
        return run;
    }

    private List<LaneRecord> takeFinished() {
        List<LaneRecord> run = new ArrayList<>();
        while (isHeadFinished()) {
            LaneRecord head = records.removeFirst();
            finishedInputs -= head.inputs();
            run.add(head);
        }
        return run;
    }

    private boolean isHeadFinished() {
        return !records.isEmpty() && records.getFirst().isFinished();
    }

    boolean isDelivering() {
        return delivering;
    }

    /** Lets no further record leave, or lets them leave again. */
    void hold(boolean on) {
        held = on;
    }

    /** Nothing leaves any more. */
    void clear() {
        records.clear();
    }
}
