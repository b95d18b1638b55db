package io.github.hfconnect.sink;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.hfconnect.inference.BatchLimits;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Where the task thread leaves requests and worker threads fetch batches. {@link #add} never waits; its lock guards the
 * {@link BatchQueue} and is never held over I/O.
 */
final class MicroBatcher {

    private final Supplier<BatchLimits> limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final BatchQueue queue;

    /**
     * A batcher.
     *
     * @param limits what a call may carry, asked anew for each batch
     */
    MicroBatcher(Supplier<BatchLimits> limits, Duration linger) {
        this.limits = limits;
        this.queue = new BatchQueue(linger);
    }

    /** Takes in what a poll has brought. */
    void add(Collection<CoalescedRequest> requests) {
        if (requests.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            boolean firstToWait = queue.isEmpty();
            long now = System.nanoTime();
            requests.forEach(request -> queue.add(request, now));
            // One thread watches the linger time of the first; another is needed only for a full batch.
            if (firstToWait || queue.nanosUntilDue(limits.get(), now) == 0) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns requests whose call has failed without their fault. */
    void putBack(List<CoalescedRequest> requests) {
        lock.lock();
        try {
            queue.putBack(requests, System.nanoTime());
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next batch, which is never empty. */
    List<CoalescedRequest> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            List<CoalescedRequest> batch = takeIfDue();
            while (batch.isEmpty()) {
                long nanos = queue.nanosUntilDue(limits.get(), System.nanoTime());
                changed.awaitNanos(nanos);
                batch = takeIfDue();
            }
            wakeAnother();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private List<CoalescedRequest> takeIfDue() {
        BatchLimits now = limits.get();
        return queue.nanosUntilDue(now, System.nanoTime()) == 0 ? queue.take(now) : List.of();
    }

    /** A signal wakes one thread: who takes a batch and leaves requests behind passes it on. */
    @GuardedBy("lock")
    private void wakeAnother() {
        if (!queue.isEmpty()) {
            changed.signal();
        }
    }
}
