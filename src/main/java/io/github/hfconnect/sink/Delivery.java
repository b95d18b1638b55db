package io.github.hfconnect.sink;

import io.github.hfconnect.inference.Outcome;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Lets finished records leave at once: whoever finishes the head of a lane starts its delivery on a thread of this pool. */
final class Delivery implements AutoCloseable {

    private final OutputWriter writer;
    private final Consumer<Throwable> halt;
    private final ExecutorService threads;

    Delivery(OutputWriter writer, int threads, Consumer<Throwable> halt) {
        this.writer = writer;
        this.halt = halt;
        this.threads = Executors.newFixedThreadPool(threads, NamedThreads.daemons("hf-output"));
    }

    /** Tells the lane what became of its record. */
    void finish(LaneRecord record, Outcome outcome) {
        if (record.lane().finish(record, outcome)) {
            start(record.lane());
        }
    }

    /** Lets a held lane go on. */
    void release(PartitionLane lane) {
        if (lane.release()) {
            start(lane);
        }
    }

    private void start(PartitionLane lane) {
        threads.execute(() -> deliver(lane));
    }

    private void deliver(PartitionLane lane) {
        try {
            for (List<LaneRecord> run = lane.nextRun(); !run.isEmpty(); run = lane.nextRun()) {
                writer.write(run);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            halt.accept(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        writer.close();
    }
}
