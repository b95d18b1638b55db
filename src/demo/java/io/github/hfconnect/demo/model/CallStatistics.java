package io.github.hfconnect.demo.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls as they are answered; any thread may count. */
final class CallStatistics {

    private final LongAdder answered = new LongAdder();
    private final LongAdder inputs = new LongAdder();
    private final Map<Integer, LongAdder> errors = new ConcurrentHashMap<>();

    void inferred(int sequences) {
        inputs.add(sequences);
    }

    void replied(int status) {
        LongAdder counter = status < 400 ? answered : errors.computeIfAbsent(status, first -> new LongAdder());
        counter.increment();
    }

    ServerStatistics snapshot() {
        Map<Integer, Long> failed = new TreeMap<>();
        errors.forEach((status, count) -> failed.put(status, count.sum()));
        long succeeded = answered.sum();
        long calls =
                succeeded + failed.values().stream().mapToLong(Long::longValue).sum();
        double meanBatch = succeeded == 0 ? 0 : (double) inputs.sum() / succeeded;
        return new ServerStatistics(calls, inputs.sum(), meanBatch, failed);
    }
}
