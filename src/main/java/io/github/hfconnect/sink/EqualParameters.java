package io.github.hfconnect.sink;

import io.github.hfconnect.inference.BatchLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Requests that may share a call because their parameters are equal, in the order in which they are to be made. Not thread-safe. */
final class EqualParameters {

    private record Waiting(CoalescedRequest request, long since) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Map<String, Object> parameters;
    private final long id;
    private long bytes;

    /**
     * No request yet.
     *
     * @param id tells it from any other of a queue
     */
    EqualParameters(Map<String, Object> parameters, long id) {
        this.parameters = parameters;
        this.id = id;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    long id() {
        return id;
    }

    void addLast(CoalescedRequest request, long since) {
        waiting.addLast(new Waiting(request, since));
        bytes += request.bytes();
    }

    void addFirst(CoalescedRequest request, long since) {
        waiting.addFirst(new Waiting(request, since));
        bytes += request.bytes();
    }

    boolean isHeadWanted() {
        return waiting.getFirst().request().isWanted();
    }

    /** What only records of partitions that were given up want to know needs no call. */
    void dropUnwanted() {
        while (!waiting.isEmpty() && !isHeadWanted()) {
            removeFirst();
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Whether a call can carry no more. */
    boolean isFull(BatchLimits limits) {
        return waiting.size() >= limits.maxInputs() || bytes >= limits.maxBytes();
    }

    /** Since when the first one has waited; there has to be one. */
    long since() {
        return waiting.getFirst().since();
    }

    /** Takes as many from the head as one call may carry. */
    List<CoalescedRequest> take(BatchLimits limits) {
        List<CoalescedRequest> batch = new ArrayList<>();
        long batchBytes = 0;
        while (!waiting.isEmpty()
                && limits.admit(
                        batch.size(), batchBytes, waiting.getFirst().request().bytes())) {
            CoalescedRequest next = removeFirst();
            if (next.isWanted()) {
                batch.add(next);
                batchBytes += next.bytes();
            }
        }
        return batch;
    }

    /** What follows it takes its place at the end, and has waited as long. */
    private CoalescedRequest removeFirst() {
        Waiting first = waiting.removeFirst();
        bytes -= first.request().bytes();
        for (CoalescedRequest next : first.request().takeFollowers()) {
            addLast(next, first.since());
        }
        return first.request();
    }
}
