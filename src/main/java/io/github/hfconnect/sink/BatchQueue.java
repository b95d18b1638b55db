package io.github.hfconnect.sink;

import io.github.hfconnect.inference.BatchLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Records that wait for a call, and the decision when a batch is worth one: it is full by count or bytes, or its oldest
 * record has waited for the linger time. Not thread-safe, and time is a parameter.
 */
final class BatchQueue {

    private record Waiting(LaneRecord record, long since, long bytes) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Duration linger;
    private long bytesWaiting;

    BatchQueue(Duration linger) {
        this.linger = linger;
    }

    void add(LaneRecord record, long now) {
        Waiting last = new Waiting(record, now, record.input().sizeInBytes());
        waiting.addLast(last);
        bytesWaiting += last.bytes();
    }

    /** Returns records to the head of the queue, in their order; they have waited long enough. */
    void putBack(List<LaneRecord> records, long now) {
        for (int i = records.size() - 1; i >= 0; i--) {
            LaneRecord record = records.get(i);
            Waiting first =
                    new Waiting(record, now - linger.toNanos(), record.input().sizeInBytes());
            waiting.addFirst(first);
            bytesWaiting += first.bytes();
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
        dropClosed();
        if (waiting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return isFull(limits) ? 0 : Math.max(0, waiting.getFirst().since() + linger.toNanos() - now);
    }

    /** Takes the next batch, full or not: records of equal parameters only, since one call has one set of them. */
    List<LaneRecord> take(BatchLimits limits) {
        List<LaneRecord> batch = new ArrayList<>();
        long bytes = 0;
        while (!waiting.isEmpty() && fits(waiting.getFirst(), batch, bytes, limits)) {
            Waiting next = removeFirst();
            if (!next.record().lane().isClosed()) {
                batch.add(next.record());
                bytes += next.bytes();
            }
        }
        return batch;
    }

    private static boolean fits(Waiting next, List<LaneRecord> batch, long bytes, BatchLimits limits) {
        return limits.admit(batch.size(), bytes, next.bytes())
                && (batch.isEmpty()
                        || next.record()
                                .input()
                                .parameters()
                                .equals(batch.get(0).input().parameters()));
    }

    private boolean isFull(BatchLimits limits) {
        return waiting.size() >= limits.maxInputs() || bytesWaiting >= limits.maxBytes();
    }

    /** Records of partitions that were given up need no call. */
    private void dropClosed() {
        while (!waiting.isEmpty() && waiting.getFirst().record().lane().isClosed()) {
            removeFirst();
        }
    }

    private Waiting removeFirst() {
        Waiting first = waiting.removeFirst();
        bytesWaiting -= first.bytes();
        return first;
    }
}
