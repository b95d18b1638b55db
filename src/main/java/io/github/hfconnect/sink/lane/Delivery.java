package io.github.hfconnect.sink.lane;

import io.github.hfconnect.inference.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Lets finished records leave as soon as their writer wants them: whoever finishes the head of a lane starts its delivery on
 * a thread of this pool.
 */
public final class Delivery implements AutoCloseable {

    private final OutputWriter writer;
    private final Halt halt;
    private final ScheduledExecutorService threads;

    public Delivery(OutputWriter writer, int threads, Halt halt) {
        this(
                writer,
                NamedThreads.goingWhenIdle(new ScheduledThreadPoolExecutor(
                        threads,
                        NamedThreads.daemons("hf-output"),
                        // What comes after the end belongs to lanes that are closed.
                        new ThreadPoolExecutor.DiscardPolicy())),
                halt);
    }

    Delivery(OutputWriter writer, ScheduledExecutorService threads, Halt halt) {
        this.writer = writer;
        this.threads = threads;
        this.halt = halt;
    }

    public OutputWriter writer() {
        return writer;
    }

    /** Tells the lane what became of its record. */
    public void finish(LaneRecord record, Outcome outcome) {
        if (record.lane().finish(record, outcome)) {
            start(record.lane());
        }
    }

    /** Lets a held lane go on. */
    public void release(PartitionLane lane) {
        if (lane.release()) {
            start(lane);
        }
    }

    /** Does something for a lane while nothing else is done for it; does nothing where the lane is not idle. */
    public void whileIdle(PartitionLane lane, Step work) {
        if (lane.beginWhileIdle()) {
            threads.execute(() -> guarded(() -> {
                work.run();
                deliver(lane);
            }));
        }
    }

    private void start(PartitionLane lane) {
        Duration wait = writer.untilDue(lane);
        var unused = threads.schedule(() -> guarded(() -> deliver(lane)), wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void deliver(PartitionLane lane) throws InterruptedException {
        if (!writer.untilDue(lane).isZero()) {
            start(lane);
            return;
        }
        List<LaneRecord> run = lane.nextRun();
        if (!run.isEmpty()) {
            writer.write(run);
            start(lane);
        }
    }

    private void guarded(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            halt.fail(e);
        }
    }

    /** What a thread of the pool does at a time. */
    public interface Step {
        void run() throws InterruptedException;
    }

    /** What has left may still be acknowledged; then whatever hangs is interrupted. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            writer.close();
        } finally {
            threads.shutdownNow();
        }
    }
}
