package io.github.hfconnect.sink.lane;

/**
 * Whether something is still owed for a record of a lane. Knows nothing else of the record, so that whoever keeps this does not keep a
 * whole document. The lane's lock guards what changes.
 */
public final class Completion {

    private final PartitionLane lane;
    private boolean settled;

    Completion(PartitionLane lane) {
        this.lane = lane;
    }

    PartitionLane lane() {
        return lane;
    }

    void settle() {
        settled = true;
    }

    boolean isSettled() {
        return settled;
    }

    /** Whether nothing more is owed for the record, or its partition was given up. */
    public boolean isDone() {
        return lane.isDone(this);
    }
}
