package io.github.hfconnect.sink;

import io.github.hfconnect.inference.BatchLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * RequestCoalescer that wait for a call, and the decision when a batch is worth one: it is full by count or bytes, or its oldest
 * request has waited for the linger time. Not thread-safe, and time is a parameter.
 */
final class BatchQueue {

    private record Waiting(CoalescedRequest request, long since) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Duration linger;
    private long bytesWaiting;

    BatchQueue(Duration linger) {
        this.linger = linger;
    }

    void add(CoalescedRequest request, long now) {
        waiting.addLast(new Waiting(request, now));
        bytesWaiting += request.bytes();
    }

    /** Returns requests to the head of the queue, in their order; they have waited long enough. */
    void putBack(List<CoalescedRequest> requests, long now) {
        for (int i = requests.size() - 1; i >= 0; i--) {
            waiting.addFirst(new Waiting(requests.get(i), now - linger.toNanos()));
            bytesWaiting += requests.get(i).bytes();
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * How long until the next batch is due, in nanoseconds: 0 where one is due now, {@code Long.MAX_VALUE} where nothing
     * waits.
     */
    long nanosUntilDue(BatchLimits limits, long now) {
        dropUnwanted();
        if (waiting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return isFull(limits) ? 0 : Math.max(0, waiting.getFirst().since() + linger.toNanos() - now);
    }

    /** Takes the next batch, full or not: inputs of equal parameters only, since one call has one set of them. */
    List<CoalescedRequest> take(BatchLimits limits) {
        List<CoalescedRequest> batch = new ArrayList<>();
        long bytes = 0;
        while (!waiting.isEmpty() && fits(waiting.getFirst().request(), batch, bytes, limits)) {
            CoalescedRequest next = removeFirst();
            if (next.isWanted()) {
                batch.add(next);
                bytes += next.bytes();
            }
        }
        return batch;
    }

    private static boolean fits(CoalescedRequest next, List<CoalescedRequest> batch, long bytes, BatchLimits limits) {
        return limits.admit(batch.size(), bytes, next.bytes())
                && (batch.isEmpty()
                        || next.input().parameters().equals(batch.get(0).input().parameters()));
    }

    private boolean isFull(BatchLimits limits) {
        return waiting.size() >= limits.maxInputs() || bytesWaiting >= limits.maxBytes();
    }

    /** What only records of partitions that were given up want to know needs no call. */
    private void dropUnwanted() {
        while (!waiting.isEmpty() && !waiting.getFirst().request().isWanted()) {
            removeFirst();
        }
    }

    private CoalescedRequest removeFirst() {
        CoalescedRequest first = waiting.removeFirst().request();
        bytesWaiting -= first.bytes();
        return first;
    }
}
