package io.github.hfconnect.sink;

import io.github.hfconnect.config.value.OutagePolicy;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.TraceContext;
import io.github.hfconnect.inference.Traces;
import io.github.hfconnect.inference.WhoseFault;
import io.github.hfconnect.resilience.Enricher;
import io.github.hfconnect.sink.lane.Halt;
import io.github.hfconnect.sink.lane.NamedThreads;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that fetch batches and ask the model: as many as there is work for, and at most as calls may be in flight. */
final class InferenceWorkers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(InferenceWorkers.class);

    private final MicroBatcher batcher;
    private final Enricher enricher;
    private final RequestCoalescer coalescer;
    private final CircuitBreaker breaker;
    private final OutagePolicy policy;
    private final Halt halt;
    private final ExecutorService threads = NamedThreads.onePerWork("hf-inference");

    InferenceWorkers(
            MicroBatcher batcher,
            Enricher enricher,
            RequestCoalescer coalescer,
            CircuitBreaker breaker,
            OutagePolicy policy,
            Halt halt,
            int maxInFlightRequests) {
        this.batcher = batcher;
        this.enricher = enricher;
        this.coalescer = coalescer;
        this.breaker = breaker;
        this.policy = policy;
        this.halt = halt;
        batcher.servedBy(() -> threads.execute(this::work), maxInFlightRequests);
    }

    private void work() {
        try {
            for (var batch = batcher.take(); !batch.isEmpty(); batch = batcher.take()) {
                try {
                    breaker.awaitTurn();
                    settleOutcomes(batch, outcomes(batch));
                } finally {
                    batcher.callEnded();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            halt.fail(e);
        }
    }

    private List<Outcome> outcomes(List<CoalescedRequest> batch) throws InterruptedException {
        Traces.Scope scope = tracesOf(batch);
        try (scope) {
            return enricher.enrich(batch.stream().map(CoalescedRequest::input).toList());
        }
    }

    private static Traces.Scope tracesOf(List<CoalescedRequest> batch) {
        IdentityHashMap<Input, List<TraceContext>> traces = null;
        for (CoalescedRequest request : batch) {
            List<TraceContext> ofRecords = request.traces();
            if (!ofRecords.isEmpty()) {
                traces = traces == null ? new IdentityHashMap<>() : traces;
                traces.put(request.input(), ofRecords);
            }
        }
        return traces == null ? Traces.Scope.NOTHING : Traces.during(traces);
    }

    private void settleOutcomes(List<CoalescedRequest> batch, List<Outcome> outcomes) {
        List<CoalescedRequest> unanswered = new ArrayList<>();
        Failure lastFault = null;
        for (int i = 0; i < batch.size(); i++) {
            Failure fault = serviceFault(outcomes.get(i));
            if (fault == null) {
                coalescer.answer(batch.get(i), outcomes.get(i));
            } else if (isDeadLetter(fault)) {
                log.debug("A record is given up in an outage. Cause: {}", fault.describe());
                coalescer.answer(batch.get(i), new Outcome.Failed(WhoseFault.ofOneAmong(batch.size(), fault), false));
            } else {
                unanswered.add(batch.get(i));
                lastFault = fault;
            }
        }
        if (lastFault == null) {
            breaker.answered();
        } else {
            keep(unanswered, lastFault);
        }
    }

    private boolean isDeadLetter(Failure fault) {
        return policy == OutagePolicy.DEAD_LETTER && fault.kind().isOutage();
    }

    private static @Nullable Failure serviceFault(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed && !failed.ownFault() ? failed.failure() : null;
    }

    /** The requests stay open: they are asked again, or read again after the task has failed. */
    private void keep(List<CoalescedRequest> unanswered, Failure fault) {
        if (policy == OutagePolicy.WAIT && fault.kind().isOutage()) {
            // First: else another thread may be answered before the outage begins, and nobody is left to end it.
            breaker.began(fault);
            batcher.putBack(unanswered);
        } else {
            throw new InferenceException(fault);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
