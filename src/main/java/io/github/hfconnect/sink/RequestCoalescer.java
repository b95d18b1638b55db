package io.github.hfconnect.sink;

import io.github.hfconnect.cache.PredictionCache;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Decides which inputs are worth a request to the model: not one that was answered before, and not one that equals another
 * still open. The task thread asks, the worker threads answer.
 */
final class RequestCoalescer {

    private final PredictionCache cache;
    private final Map<Input, CoalescedRequest> open = new ConcurrentHashMap<>();
    private final LongAdder shared = new LongAdder();

    RequestCoalescer(PredictionCache cache) {
        this.cache = cache;
    }

    /**
     * Takes in what somebody wants to know; for the task thread only.
     *
     * @return a request to put to the model, or empty where the answer is there or on its way
     */
    Optional<CoalescedRequest> ask(Asker asker, Input input) {
        if (!cache.isOn()) {
            return Optional.of(new CoalescedRequest(input, asker));
        }
        // In this order: an answer is cached before its request is closed.
        if (joins(asker, open.get(input))) {
            return Optional.empty();
        }
        Prediction known = cache.get(input);
        if (known != null) {
            asker.answered(new Outcome.Enriched(known));
            return Optional.empty();
        }
        CoalescedRequest request = new CoalescedRequest(input, asker);
        open.put(input, request);
        return Optional.of(request);
    }

    private boolean joins(Asker asker, @Nullable CoalescedRequest request) {
        boolean joins = request != null && request.join(asker);
        if (joins) {
            shared.increment();
        }
        return joins;
    }

    /** Gives the outcome to all who wait for it. A failure is theirs in common, but not remembered. */
    void answer(CoalescedRequest request, Outcome outcome) {
        if (outcome instanceof Outcome.Enriched enriched) {
            cache.put(request.input(), enriched.prediction());
        }
        request.end();
        open.remove(request.input(), request);
        request.tell(outcome);
    }

    /** Forgets what nobody waits for since partitions were given up: it may never be answered. */
    void forgetUnwanted() {
        open.values().removeIf(request -> !request.isWanted());
    }

    /** How many inputs were answered by the call of an equal one. */
    long countShared() {
        return shared.sum();
    }
}
