package io.github.hfconnect.sink;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.config.value.Linger;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where the task thread leaves requests and worker threads fetch batches. {@link #add} never waits; its own lock guards the
 * {@link BatchQueue} and is never held over I/O. Threads come with need: one more where somebody has to look after requests and none
 * waits for any, one fewer where one has waited in vain.
 */
final class MicroBatcher {

    /** A task whose topics are silent keeps no threads, and one that is fed by fits does not make them anew each time. */
    static final Duration THREAD_IDLE = Duration.ofSeconds(10);

    private final Supplier<BatchLimits> limits;
    private final Time time;

    @GuardedBy("this")
    private final BatchQueue queue;

    @GuardedBy("this")
    private long batches;

    @GuardedBy("this")
    private double filled;

    @GuardedBy("this")
    private Runnable anotherThread = () -> {};

    @GuardedBy("this")
    private int mostThreads;

    @GuardedBy("this")
    private int threads;

    @GuardedBy("this")
    private int waiting;

    /**
     * A batcher.
     *
     * @param limits what a call may carry, asked anew for each batch
     */
    MicroBatcher(Supplier<BatchLimits> limits, Linger linger, Time time) {
        this.limits = limits;
        this.time = time;
        this.queue = new BatchQueue(linger, time.nanos());
    }

    /**
     * Says who fetches batches; before the first request.
     *
     * @param another starts a thread that calls {@link #take} until it is given nothing, and {@link #callEnded} after each batch
     * @param most how many there may be
     */
    synchronized void servedBy(Runnable another, int most) {
        anotherThread = another;
        mostThreads = most;
    }

    /** Takes in what a poll has brought. */
    synchronized void add(Collection<CoalescedRequest> requests) {
        if (requests.isEmpty()) {
            return;
        }
        boolean firstToWait = queue.isEmpty();
        long now = time.nanos();
        requests.forEach(request -> queue.add(request, now));
        // One thread watches the linger time of the first; another is needed only for a full batch.
        if (firstToWait || queue.nanosUntilDue(limits.get(), now) == 0) {
            wakeOne();
        }
    }

    /** Returns requests whose call has failed without their fault. */
    synchronized void putBack(List<CoalescedRequest> requests) {
        queue.putBack(requests, time.nanos());
        wakeOne();
    }

    /** Waits for the next batch; empty where there was none for so long that the calling thread is not needed any more. */
    synchronized List<CoalescedRequest> take() throws InterruptedException {
        long idleAt = time.nanos() + THREAD_IDLE.toNanos();
        List<CoalescedRequest> batch = takeIfDue();
        while (batch.isEmpty() && !(queue.isEmpty() && idleAt - time.nanos() <= 0)) {
            long due = queue.nanosUntilDue(limits.get(), time.nanos());
            await(queue.isEmpty() ? idleAt - time.nanos() : due);
            batch = takeIfDue();
        }
        if (batch.isEmpty()) {
            threads--;
        } else if (!queue.isEmpty()) {
            // A notice wakes one thread: who takes a batch and leaves requests behind passes it on.
            wakeOne();
        }
        return batch;
    }

    /** What a thread was given is under way no more; the thread itself sees, when it comes for the next, whether that makes one due. */
    synchronized void callEnded() {
        queue.callEnded();
    }

    @GuardedBy("this")
    private void await(long nanos) throws InterruptedException {
        waiting++;
        try {
            time.await(this, Duration.ofNanos(nanos));
        } finally {
            waiting--;
        }
    }

    /** Where all are busy, the first to come back looks at the queue before it waits. */
    @GuardedBy("this")
    private void wakeOne() {
        if (waiting > 0 || threads == mostThreads) {
            notify();
        } else {
            anotherThread.run();
            threads++;
        }
    }

    @GuardedBy("this")
    private List<CoalescedRequest> takeIfDue() {
        BatchLimits limitsNow = limits.get();
        long now = time.nanos();
        List<CoalescedRequest> batch =
                queue.nanosUntilDue(limitsNow, now) == 0 ? queue.take(limitsNow, now) : List.of();
        if (!batch.isEmpty()) {
            batches++;
            filled += batch.size() / (double) limitsNow.maxInputs();
        }
        return batch;
    }

    /**
     * How full batches were on average when they were put together: inputs as a share of the most inputs that a call could carry at
     * that moment; NaN where there was none.
     */
    synchronized double meanFill() {
        return filled / batches;
    }
}
