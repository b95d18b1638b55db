package io.github.hfconnect.sink;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where the task thread leaves requests and worker threads fetch batches. {@link #add} never waits; its own lock guards the
 * {@link BatchQueue} and is never held over I/O.
 */
final class MicroBatcher {

    private final Supplier<BatchLimits> limits;
    private final Time time;

    @GuardedBy("this")
    private final BatchQueue queue;

    @GuardedBy("this")
    private long batches;

    @GuardedBy("this")
    private double filled;

    /**
     * A batcher.
     *
     * @param limits what a call may carry, asked anew for each batch
     */
    MicroBatcher(Supplier<BatchLimits> limits, Duration linger, Time time) {
        this.limits = limits;
        this.time = time;
        this.queue = new BatchQueue(linger);
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
            notify();
        }
    }

    /** Returns requests whose call has failed without their fault. */
    synchronized void putBack(List<CoalescedRequest> requests) {
        queue.putBack(requests, time.nanos());
        notify();
    }

    /** Waits for the next batch, which is never empty. */
    synchronized List<CoalescedRequest> take() throws InterruptedException {
        List<CoalescedRequest> batch = takeIfDue();
        while (batch.isEmpty()) {
            time.await(this, Duration.ofNanos(queue.nanosUntilDue(limits.get(), time.nanos())));
            batch = takeIfDue();
        }
        wakeAnother();
        return batch;
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

    /** A notice wakes one thread: who takes a batch and leaves requests behind passes it on. */
    @GuardedBy("this")
    private void wakeAnother() {
        if (!queue.isEmpty()) {
            notify();
        }
    }
}
