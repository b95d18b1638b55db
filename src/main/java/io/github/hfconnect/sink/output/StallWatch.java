package io.github.hfconnect.sink.output;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.sink.lane.Delivery;
import io.github.hfconnect.sink.lane.Halt;
import io.github.hfconnect.sink.lane.NamedThreads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Has a look at the output where writes are under way and none ends: a producer waits without a word for a topic that is gone, as
 * for a leader that is about to be elected. Costs nothing while nothing is written.
 */
public final class StallWatch implements AutoCloseable {

    /** Longer than the election of a leader; a look costs an answer of the cluster and no more. */
    private static final Duration STALL = Duration.ofSeconds(10);

    private final Delivery.Step look;
    private final Halt halt;
    private final Executor later;
    private final Time time;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean isPlanned = new AtomicBoolean();
    private volatile long lastEnd;
    private volatile boolean closed;
    private volatile @Nullable Thread looking;

    /**
     * A watch over one task's writes.
     *
     * @param look throws what has to fail the task
     * @param halt is told of it
     */
    private StallWatch(Delivery.Step look, Halt halt, Time time) {
        this(look, halt, time, later(NamedThreads.daemons("hf-output-watch")));
    }

    private static Executor later(ThreadFactory threads) {
        return CompletableFuture.delayedExecutor(
                STALL.toSeconds(),
                TimeUnit.SECONDS,
                work -> threads.newThread(work).start());
    }

    /** The same, whose next look is planned with an executor. */
    StallWatch(Delivery.Step look, Halt halt, Time time, Executor later) {
        this.look = look;
        this.halt = halt;
        this.time = time;
        this.later = later;
        this.lastEnd = time.nanos();
    }

    /** A watch that looks at the output topics, and at what decisions need besides. To be made by the task's own thread. */
    public static StallWatch of(Delivery.Step topics, Decisions decisions, Halt halt, Time time) {
        return new StallWatch(
                () -> {
                    topics.run();
                    decisions.look();
                },
                halt,
                time);
    }

    /** A write begins. */
    public void begin() {
        if (underWay.getAndIncrement() == 0) {
            lastEnd = time.nanos();
        }
        plan();
    }

    /** A write has ended, well or not. */
    public void end() {
        underWay.decrementAndGet();
        lastEnd = time.nanos();
    }

    private void plan() {
        if (isPlanned.compareAndSet(false, true)) {
            later.execute(this::lookIfStalled);
        }
    }

    private void lookIfStalled() {
        isPlanned.set(false);
        if (closed || underWay.get() == 0) {
            return;
        }
        looking = Thread.currentThread();
        try {
            if (time.nanos() - lastEnd >= STALL.toNanos()) {
                look.run();
            }
            plan();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            halt.fail(e);
        } finally {
            looking = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread thread = looking;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
