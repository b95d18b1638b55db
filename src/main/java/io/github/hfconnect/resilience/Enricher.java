package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Inputs in, one outcome an input out. Calls carry no more than the limits allow, and a call that the server rejects is
 * halved until each culprit is alone: k culprits among n inputs cost at most 1 + 2k log2(n) calls. One that was too large is
 * made again in smaller ones, for which each refusal lowers the limit: at most 1 + log2(n) calls are refused.
 */
public final class Enricher {

    private final InferenceClient client;
    private final BatchLimits limits;
    private final Bisection search;

    public Enricher(InferenceClient client, BatchLimits limits) {
        this(client, client, limits, null);
    }

    /** The same with another client for the search. */
    public Enricher(InferenceClient client, InferenceClient searching, BatchLimits limits) {
        this(client, searching, limits, null);
    }

    /**
     * An enricher.
     *
     * @param searching asked in place of the client where a call has only to show which part of a batch fails
     * @param synthetic an input of no record, to be asked where nobody was answered yet and whose fault a refusal is has to be
     *     found out; null where none can be made
     */
    public Enricher(
            InferenceClient client,
            InferenceClient searching,
            BatchLimits limits,
            @Nullable Supplier<Input> synthetic) {
        this.client = client;
        this.limits = limits;
        this.search = new Bisection(new ControlProbe(client, searching, synthetic), this::inSmallerCalls);
    }

    /** What one call may carry now. */
    public BatchLimits limits() {
        return limits.and(client.limits());
    }

    /**
     * Enriches all inputs.
     *
     * @return as many outcomes as inputs, in their order; {@link Outcome.Enriched} or {@link Outcome.Failed}. After a
     *     failure that is not an input's own, no further call is made: the inputs not yet asked share that failure.
     */
    public List<Outcome> enrich(List<Input> inputs) throws InterruptedException {
        return enrich(inputs, BatchLimits.UNLIMITED);
    }

    private List<Outcome> enrich(List<Input> inputs, BatchLimits admitted) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>(inputs.size());
        while (outcomes.size() < inputs.size()) {
            List<Input> rest = inputs.subList(outcomes.size(), inputs.size());
            List<Input> call = rest.subList(0, sizeOfNextCall(rest, admitted));
            outcomes.addAll(
                    Bisection.isStopped(outcomes)
                            ? Bisection.sharedFailure(outcomes, call.size())
                            : search.outcomesOf(call));
        }
        return outcomes;
    }

    /** A call that was refused for its size, under what is allowed since. */
    private Optional<List<Outcome>> inSmallerCalls(List<Input> refused, BatchLimits admitted)
            throws InterruptedException {
        return sizeOfNextCall(refused, admitted) < refused.size()
                ? Optional.of(enrich(refused, admitted))
                : Optional.empty();
    }

    private int sizeOfNextCall(List<Input> rest, BatchLimits admitted) {
        BatchLimits now = limits().and(admitted);
        int size = 0;
        long bytes = 0;
        for (Input input : rest) {
            long ofInput = input.sizeInBytes();
            if (!now.admit(size, bytes, ofInput)) {
                break;
            }
            bytes += ofInput;
            size++;
        }
        return size;
    }
}
