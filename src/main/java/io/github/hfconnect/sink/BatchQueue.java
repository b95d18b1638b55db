package io.github.hfconnect.sink;

import io.github.hfconnect.config.value.Linger;
import io.github.hfconnect.inference.BatchLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Requests that wait for a call, and the decision when a batch is worth one: it is full by count or bytes, or its oldest
 * request has waited for the linger time, or nothing is worth that wait ({@link Linger#onlyWhileBusy}). One call has one set of parameters, so each set waits for itself: records whose
 * parameters take turns fill their batches like any others. Not thread-safe, and time is a parameter.
 */
final class BatchQueue {

    private final Map<Map<String, Object>, EqualParameters> groups = new HashMap<>();

    /** Sorted, because there may be as many sets of parameters as records. What is added behind others moves nothing in it. */
    private final NavigableSet<EqualParameters> byAge =
            new TreeSet<>(Comparator.comparingLong(EqualParameters::since).thenComparingLong(EqualParameters::id));

    /** What is full by the limits that were seen last, longest so first. */
    private final Set<EqualParameters> full = new LinkedHashSet<>();

    private BatchLimits limits = BatchLimits.UNLIMITED;
    private final Linger linger;
    private long nextId;
    private int underWay;
    private long lastLeft;

    BatchQueue(Linger linger, long now) {
        this.linger = linger;
        this.lastLeft = now - lingerNanos();
    }

    void add(CoalescedRequest request, long now) {
        EqualParameters group = group(request);
        boolean waitsAlready = !group.isEmpty();
        group.addLast(request, now);
        if (!waitsAlready) {
            byAge.add(group);
        }
        noteWhetherFull(group);
    }

    /** Returns requests to the head of the queue, in their order; they have waited long enough. */
    void putBack(List<CoalescedRequest> requests, long now) {
        for (int i = requests.size() - 1; i >= 0; i--) {
            CoalescedRequest request = requests.get(i);
            EqualParameters group = group(request);
            changeHead(group, () -> group.addFirst(request, now - lingerNanos()));
        }
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /**
     * How long until the next batch is due, in nanoseconds: 0 where one is due now, {@code Long.MAX_VALUE} where nothing
     * waits.
     */
    long nanosUntilDue(BatchLimits limits, long now) {
        dropUnwanted();
        if (isEmpty()) {
            return Long.MAX_VALUE;
        }
        judgeBy(limits);
        return full.isEmpty() ? Math.min(untilLingered(now), untilNothingIsWorthTheWait(now)) : 0;
    }

    /**
     * Takes the batch that is due, or else the one that will be next: what has lingered for longest, then what is full, then the rest.
     * Empty where nothing waits; else to be followed by {@link #callEnded}.
     */
    List<CoalescedRequest> take(BatchLimits limits, long now) {
        dropUnwanted();
        if (isEmpty()) {
            return List.of();
        }
        judgeBy(limits);
        boolean isOldestNext = full.isEmpty() || untilLingered(now) == 0;
        underWay++;
        lastLeft = now;
        return take(isOldestNext ? byAge.first() : full.iterator().next());
    }

    /** What was taken is under way no more. */
    void callEnded() {
        underWay--;
    }

    private List<CoalescedRequest> take(EqualParameters group) {
        List<CoalescedRequest> batch = new ArrayList<>();
        changeHead(group, () -> batch.addAll(group.take(limits)));
        return batch;
    }

    private long untilLingered(long now) {
        return Math.max(0, byAge.first().since() + lingerNanos() - now);
    }

    private long untilNothingIsWorthTheWait(long now) {
        return linger.onlyWhileBusy() && underWay == 0 ? Math.max(0, lastLeft + lingerNanos() - now) : Long.MAX_VALUE;
    }

    private long lingerNanos() {
        return linger.most().toNanos();
    }

    private void dropUnwanted() {
        while (!byAge.isEmpty() && !byAge.first().isHeadWanted()) {
            EqualParameters group = byAge.first();
            changeHead(group, group::dropUnwanted);
        }
    }

    private EqualParameters group(CoalescedRequest request) {
        return groups.computeIfAbsent(
                request.input().parameters(), parameters -> new EqualParameters(parameters, nextId++));
    }

    /** A group is as old as its head, so it is sorted anew; one that is empty goes. */
    private void changeHead(EqualParameters group, Runnable change) {
        if (!group.isEmpty()) {
            byAge.remove(group);
        }
        change.run();
        if (group.isEmpty()) {
            groups.remove(group.parameters());
        } else {
            byAge.add(group);
        }
        noteWhetherFull(group);
    }

    /** Limits are learned from the server and seldom change, so that all groups are looked at seldom. */
    private void judgeBy(BatchLimits limitsNow) {
        if (!limitsNow.equals(limits)) {
            limits = limitsNow;
            byAge.forEach(this::noteWhetherFull);
        }
    }

    private void noteWhetherFull(EqualParameters group) {
        if (group.isFull(limits)) {
            full.add(group);
        } else {
            full.remove(group);
        }
    }
}
