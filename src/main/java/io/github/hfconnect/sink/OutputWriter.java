package io.github.hfconnect.sink;

import java.util.List;

/** Writes what has become of records; one implementation a delivery guarantee. */
interface OutputWriter extends AutoCloseable {

    /**
     * Writes the finished head of one lane, in its order, and sees to it that each record is settled once nothing more is
     * owed for it. Called by one thread at a time for a lane, by several for different lanes.
     */
    void write(List<LaneRecord> run) throws InterruptedException;

    /** Ends within a second or two, acknowledged or not. */
    @Override
    void close();
}
