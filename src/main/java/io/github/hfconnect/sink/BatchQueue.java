package io.github.hfconnect.sink;

import io.github.hfconnect.inference.BatchLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Requests that wait for a call, and the decision when a batch is worth one: it is full by count or bytes, or its oldest
 * request has waited for the linger time. One call has one set of parameters, so each set waits for itself: records whose
 * parameters take turns fill their batches like any others. Not thread-safe, and time is a parameter.
 */
final class BatchQueue {

    private static final Comparator<EqualParameters> ANY = Comparator.comparingLong(EqualParameters::id);

    private final Map<Map<String, Object>, EqualParameters> groups = new HashMap<>();

    // Three orders, because there may be as many sets of parameters as records.
    private final NavigableSet<EqualParameters> byAge =
            new TreeSet<>(Comparator.comparingLong(EqualParameters::since).thenComparing(ANY));
    private final NavigableSet<EqualParameters> byCount =
            new TreeSet<>(Comparator.comparingInt(EqualParameters::size).thenComparing(ANY.reversed()));
    private final NavigableSet<EqualParameters> byBytes =
            new TreeSet<>(Comparator.comparingLong(EqualParameters::bytes).thenComparing(ANY.reversed()));

    private final List<NavigableSet<EqualParameters>> orders = List.of(byAge, byCount, byBytes);

    private final Duration linger;
    private long nextId;

    BatchQueue(Duration linger) {
        this.linger = linger;
    }

    void add(CoalescedRequest request, long now) {
        EqualParameters group = group(request);
        change(group, () -> group.addLast(request, now));
    }

    /** Returns requests to the head of the queue, in their order; they have waited long enough. */
    void putBack(List<CoalescedRequest> requests, long now) {
        for (int i = requests.size() - 1; i >= 0; i--) {
            CoalescedRequest request = requests.get(i);
            EqualParameters group = group(request);
            change(group, () -> group.addFirst(request, now - linger.toNanos()));
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
        return fullest().anyMatch(group -> group.isFull(limits)) ? 0 : untilLingered(now);
    }

    /**
     * Takes the batch that is due, or else the one that will be next: what has lingered for longest, then what is full.
     * Empty where nothing waits.
     */
    List<CoalescedRequest> take(BatchLimits limits, long now) {
        dropUnwanted();
        if (isEmpty()) {
            return List.of();
        }
        EqualParameters oldest = byAge.first();
        EqualParameters next = untilLingered(now) == 0
                ? oldest
                : fullest().filter(group -> group.isFull(limits)).findFirst().orElse(oldest);
        return take(next, limits);
    }

    private List<CoalescedRequest> take(EqualParameters group, BatchLimits limits) {
        List<CoalescedRequest> batch = new ArrayList<>();
        change(group, () -> batch.addAll(group.take(limits)));
        return batch;
    }

    private Stream<EqualParameters> fullest() {
        return Stream.of(byCount.last(), byBytes.last());
    }

    private long untilLingered(long now) {
        return Math.max(0, byAge.first().since() + linger.toNanos() - now);
    }

    private void dropUnwanted() {
        while (!byAge.isEmpty() && !byAge.first().isHeadWanted()) {
            EqualParameters group = byAge.first();
            change(group, group::dropUnwanted);
        }
    }

    private EqualParameters group(CoalescedRequest request) {
        Map<String, Object> parameters = request.input().parameters();
        EqualParameters known = groups.get(parameters);
        return known == null ? new EqualParameters(parameters, nextId++) : known;
    }

    private void change(EqualParameters group, Runnable change) {
        if (groups.size() == 1 && byAge.first() == group) {
            changeOnly(group, change);
        } else {
            remove(group);
            change.run();
            add(group);
        }
    }

    /** Alone it is the first in each order, whatever becomes of it: the sort that most tasks can do without. */
    private void changeOnly(EqualParameters group, Runnable change) {
        change.run();
        if (group.isEmpty()) {
            groups.clear();
            orders.forEach(NavigableSet::clear);
        }
    }

    private void remove(EqualParameters group) {
        if (groups.remove(group.parameters(), group)) {
            orders.forEach(order -> order.remove(group));
        }
    }

    private void add(EqualParameters group) {
        if (!group.isEmpty()) {
            groups.put(group.parameters(), group);
            orders.forEach(order -> order.add(group));
        }
    }
}
