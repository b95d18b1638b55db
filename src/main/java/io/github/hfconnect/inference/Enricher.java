package io.github.hfconnect.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Inputs in, one outcome an input out. Calls carry no more than the limits allow, and a call that the server rejects is
 * halved until each culprit is alone: k culprits among n inputs cost at most 1 + 2k log2(n) calls.
 */
public final class Enricher {

    private final InferenceClient client;
    private final BatchLimits limits;

    public Enricher(InferenceClient client, BatchLimits limits) {
        this.client = client;
        this.limits = limits;
    }

    /** What one call may carry now. */
    public BatchLimits limits() {
        return new BatchLimits(Math.min(limits.maxInputs(), client.maxInputsPerCall()), limits.maxBytes());
    }

    /**
     * Enriches all inputs.
     *
     * @return as many outcomes as inputs, in their order; {@link Outcome.Enriched} or {@link Outcome.Failed}. After a
     *     failure that is not an input's own, no further call is made: the inputs not yet asked share that failure.
     */
    public List<Outcome> enrich(List<Input> inputs) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>(inputs.size());
        while (outcomes.size() < inputs.size()) {
            List<Input> rest = inputs.subList(outcomes.size(), inputs.size());
            List<Input> call = rest.subList(0, sizeOfNextCall(rest));
            outcomes.addAll(isStopped(outcomes) ? sharedFailure(outcomes, call.size()) : outcomesOf(call));
        }
        return outcomes;
    }

    private int sizeOfNextCall(List<Input> rest) {
        BatchLimits now = limits();
        int size = 0;
        long bytes = 0;
        while (size < rest.size() && now.admit(size, bytes, rest.get(size).sizeInBytes())) {
            bytes += rest.get(size).sizeInBytes();
            size++;
        }
        return size;
    }

    private List<Outcome> outcomesOf(List<Input> call) throws InterruptedException {
        try {
            List<Outcome> outcomes = new ArrayList<>(call.size());
            predictions(call).forEach(prediction -> outcomes.add(new Outcome.Enriched(prediction)));
            return outcomes;
        } catch (InferenceException e) {
            boolean culpritIsHidden = e.failure().kind() == FailureKind.REJECTED && call.size() > 1;
            return culpritIsHidden ? outcomesOfHalves(call) : failed(e.failure(), call.size());
        }
    }

    private List<Prediction> predictions(List<Input> call) throws InterruptedException {
        List<Prediction> predictions = client.infer(call);
        if (predictions.size() != call.size()) {
            throw new InferenceException(Failure.of(
                    FailureKind.MALFORMED,
                    "Expected " + call.size() + " predictions for as many inputs, but got " + predictions.size()));
        }
        return predictions;
    }

    private List<Outcome> outcomesOfHalves(List<Input> call) throws InterruptedException {
        int middle = call.size() / 2;
        List<Outcome> outcomes = new ArrayList<>(outcomesOf(call.subList(0, middle)));
        int left = call.size() - middle;
        outcomes.addAll(
                isStopped(outcomes) ? sharedFailure(outcomes, left) : outcomesOf(call.subList(middle, call.size())));
        return outcomes;
    }

    /** Whether the last outcome is a failure that would meet the next call too. */
    private static boolean isStopped(List<Outcome> outcomes) {
        return !outcomes.isEmpty()
                && outcomes.get(outcomes.size() - 1) instanceof Outcome.Failed failed
                && failed.failure().kind() != FailureKind.REJECTED;
    }

    private static List<Outcome> sharedFailure(List<Outcome> outcomes, int count) {
        Outcome.Failed last = (Outcome.Failed) outcomes.get(outcomes.size() - 1);
        return failed(last.failure(), count);
    }

    private static List<Outcome> failed(Failure failure, int count) {
        return new ArrayList<>(Collections.nCopies(count, new Outcome.Failed(failure)));
    }
}
