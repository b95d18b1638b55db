package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.WhoseFault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds the inputs that make a call fail, by halving it until each of them is alone. A call that the server rejects names the
 * fault as the inputs' own, unless nobody is answered. A call that ends in a fault of the service, or is refused as by a wrong
 * configuration, is halved too while the endpoint answers others: there are inputs that make a server fail every time, or that
 * a firewall lets nobody say, and such a one must not stop its partition for ever.
 */
final class Bisection {

    /** In which an input fails with all attempts, each between two answers of the control. */
    private static final int MOST_ROUNDS = 4;

    /** A refusal costs next to nothing, and comes by chance where one of several servers at an address is set up wrongly. */
    private static final int REPETITIONS_OF_REFUSED = 3;

    private final ControlProbe probe;
    private final SmallerCalls smaller;
    private final RefusedByAll refusedByAll;

    /** Asks the inputs of a call that was refused for its size in smaller ones. */
    interface SmallerCalls {
        /**
         * The outcomes, or empty where nothing is known that would make the calls smaller.
         *
         * @param admitted what the endpoint has said besides
         */
        Optional<List<Outcome>> outcomesOf(List<Input> refused, BatchLimits admitted) throws InterruptedException;
    }

    Bisection(ControlProbe probe, SmallerCalls smaller) {
        this.probe = probe;
        this.smaller = smaller;
        this.refusedByAll = new RefusedByAll(probe);
    }

    /** As many outcomes as inputs, in their order; the number of calls is bounded, whatever is answered. */
    List<Outcome> outcomesOf(List<Input> call) throws InterruptedException {
        return refusedByAll.judged(call, outcomesOf(call, probe::ask));
    }

    private List<Outcome> outcomesOf(List<Input> call, InferenceClient model) throws InterruptedException {
        long answersBefore = probe.answers();
        try {
            List<Outcome> outcomes = new ArrayList<>(call.size());
            model.infer(call).forEach(prediction -> outcomes.add(new Outcome.Enriched(prediction)));
            return outcomes;
        } catch (InferenceException e) {
            return call.size() > 1
                    ? outcomesOfFailed(call, e.failure(), answersBefore)
                    : List.of(outcomeOfFailed(call.get(0), e.failure()));
        }
    }

    /** Whether the last outcome is a failure that would meet the next call too. */
    static boolean isStopped(List<Outcome> outcomes) {
        return !outcomes.isEmpty()
                && outcomes.get(outcomes.size() - 1) instanceof Outcome.Failed failed
                && !failed.ownFault();
    }

    /** The failure that has stopped these outcomes, for inputs that were not asked. */
    static List<Outcome> sharedFailure(List<Outcome> outcomes, int count) {
        return Collections.nCopies(count, outcomes.get(outcomes.size() - 1));
    }

    private List<Outcome> outcomesOfFailed(List<Input> call, Failure failure, long answersBefore)
            throws InterruptedException {
        if (failure.timedOut()) {
            return outcomesOfTimedOut(call, failure);
        }
        BatchLimits admitted = failure.admitted();
        if (admitted != null) {
            Optional<List<Outcome>> outcomes = smaller.outcomesOf(call, admitted);
            if (outcomes.isPresent()) {
                return outcomes.get();
            }
        }
        return isCulpritHidden(call, failure, answersBefore)
                ? outcomesOfHalves(call)
                : Collections.nCopies(call.size(), new Outcome.Failed(failure, false));
    }

    /**
     * The answer to the control also shows whether the server is too slow for so many inputs, so that calls have become smaller
     * since, or hangs on one of them: then each is asked alone, because each further part that holds it would hang as well.
     */
    private List<Outcome> outcomesOfTimedOut(List<Input> call, Failure failure) throws InterruptedException {
        if (!probe.isGivenAtOnce(call)) {
            return Collections.nCopies(call.size(), new Outcome.Failed(failure, false));
        }
        Optional<List<Outcome>> outcomes = smaller.outcomesOf(call, BatchLimits.UNLIMITED);
        return outcomes.isPresent() ? outcomes.get() : outcomesOfEach(call);
    }

    private List<Outcome> outcomesOfEach(List<Input> call) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>(call.size());
        for (Input input : call) {
            outcomes.addAll(isStopped(outcomes) ? sharedFailure(outcomes, 1) : List.of(outcomeOfSuspect(input)));
        }
        return outcomes;
    }

    /** Of an input whose call has timed out, a moment after another was answered. */
    private Outcome outcomeOfSuspect(Input alone) throws InterruptedException {
        try {
            return new Outcome.Enriched(probe.ask(List.of(alone)).get(0));
        } catch (InferenceException e) {
            return e.failure().timedOut() && probe.controlIsAnsweredAtOnce()
                    ? new Outcome.Failed(WhoseFault.ofInputAlone(e.failure()), true)
                    : outcomeOfFailed(alone, e.failure());
        }
    }

    /** Refusals cost next to nothing: whether others are still answered is looked at once the culprit is alone. */
    private boolean isCulpritHidden(List<Input> call, Failure failure, long answersBefore) throws InterruptedException {
        return switch (failure.kind()) {
            case REJECTED -> true;
            case MISCONFIGURED -> failure.mayBeAnInputs() && (probe.answers() > 0 || probe.isGiven(call, failure));
            default -> failure.mayBeAnInputs() && (probe.answers() > answersBefore || probe.isGiven(call, failure));
        };
    }

    private List<Outcome> outcomesOfHalves(List<Input> call) throws InterruptedException {
        int middle = call.size() / 2;
        List<Outcome> outcomes = new ArrayList<>(outcomesOfHalf(call.subList(0, middle)));
        List<Input> rest = call.subList(middle, call.size());
        outcomes.addAll(isStopped(outcomes) ? sharedFailure(outcomes, rest.size()) : outcomesOfHalf(rest));
        return outcomes;
    }

    /** Only who is alone can be found guilty, and is given all attempts. */
    private List<Outcome> outcomesOfHalf(List<Input> half) throws InterruptedException {
        return outcomesOf(half, half.size() > 1 ? probe::askHalf : probe::ask);
    }

    /**
     * An outage may begin and end while an input is asked, and what others were answered meanwhile proves nothing then. So
     * it is asked again after a control probe, and has to fail a moment before the next one. Where that one takes repeated
     * attempts, the endpoint may be up and down by turns, or need a while to come back from what this input does to it: only
     * further rounds can tell.
     */
    private Outcome outcomeOfFailed(Input alone, Failure failure) throws InterruptedException {
        Failure last = failure;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (!last.mayBeAnInputs() || !probe.isGiven(List.of(alone), last)) {
                return new Outcome.Failed(last);
            }
            try {
                return new Outcome.Enriched(askAgain(alone, last));
            } catch (InferenceException e) {
                last = e.failure();
            }
            if (last.mayBeAnInputs() && probe.controlIsAnsweredAtOnce()) {
                return new Outcome.Failed(WhoseFault.ofInputAlone(last), true);
            }
        }
        boolean ownFault = last.mayBeAnInputs() && probe.controlIsAnswered();
        return ownFault ? new Outcome.Failed(WhoseFault.ofInputAlone(last), true) : new Outcome.Failed(last);
    }

    private Prediction askAgain(Input alone, Failure last) throws InterruptedException {
        int repetitions = last.kind() == FailureKind.MISCONFIGURED ? REPETITIONS_OF_REFUSED : 1;
        for (int i = 1; i < repetitions; i++) {
            try {
                return probe.ask(List.of(alone)).get(0);
            } catch (InferenceException e) {
                if (!e.failure().mayBeAnInputs()) {
                    throw e;
                }
            }
        }
        return probe.ask(List.of(alone)).get(0);
    }
}
