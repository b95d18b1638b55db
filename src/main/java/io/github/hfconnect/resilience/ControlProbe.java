package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the model, and knows whether it answers anybody at all: an input that fails while others are answered may be the cause
 * itself. Safe for use by several threads.
 */
final class ControlProbe {

    /** Calls that are spent on finding an input that is answered, where none is known. */
    private static final int MOST_CANDIDATES = 2;

    private final InferenceClient client;
    private final InferenceClient searching;
    private final @Nullable Supplier<Input> synthetic;
    private final AtomicLong answers = new AtomicLong();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile @Nullable Input control;

    /**
     * A probe by these clients.
     *
     * @param searching asked in place of the client where a single attempt has to do
     * @param synthetic an input of no record, for when nobody was answered yet; null where none can be made
     */
    ControlProbe(InferenceClient client, InferenceClient searching, @Nullable Supplier<Input> synthetic) {
        this.client = client;
        this.searching = searching;
        this.synthetic = synthetic;
    }

    /**
     * Asks once, with the client's own repetitions.
     *
     * @throws InferenceException where there is not one prediction for each input
     */
    List<Prediction> ask(List<Input> inputs) throws InterruptedException {
        return ask(client, inputs);
    }

    /** The same with a half of what has failed: where it fails too, its own halves are asked. */
    List<Prediction> askHalf(List<Input> inputs) throws InterruptedException {
        return ask(searching, inputs);
    }

    private List<Prediction> ask(InferenceClient asked, List<Input> inputs) throws InterruptedException {
        List<Prediction> predictions = asked.infer(inputs);
        if (predictions.size() != inputs.size()) {
            throw new InferenceException(Failure.of(
                    FailureKind.MALFORMED,
                    "Expected " + inputs.size() + " predictions for as many inputs, but got " + predictions.size()));
        }
        control = inputs.get(0);
        answers.incrementAndGet();
        return predictions;
    }

    /** Calls answered so far, to anybody. */
    long answers() {
        return answers.get();
    }

    /** Whether an input that was answered before is answered now; false where there is none. */
    boolean controlIsAnswered() throws InterruptedException {
        return controlIsAnswered(client);
    }

    /** The same by a single attempt, which shows that the endpoint was well this moment. */
    boolean controlIsAnsweredAtOnce() throws InterruptedException {
        return controlIsAnswered(searching);
    }

    private boolean controlIsAnswered(InferenceClient asked) throws InterruptedException {
        Input known = control;
        return known != null && isAnswered(asked, known);
    }

    /**
     * The same for what has failed: where no answered input is known, some of a call's own are asked alone, and where the server
     * has answered with something, a synthetic one.
     */
    boolean isGiven(List<Input> failedCall, Failure failure) throws InterruptedException {
        if (control != null) {
            return controlIsAnswered();
        }
        return (failedCall.size() > 1 && anyIsAnswered(client, failedCall))
                || (isAnswerOfSorts(failure)
                        && refusalOfSynthetic(failedCall.get(0)).isEmpty()
                        && control != null);
    }

    /** Unlike silence and errors of a server that may be down. */
    private static boolean isAnswerOfSorts(Failure failure) {
        return failure.status() != null && failure.kind() != FailureKind.UNAVAILABLE && !failure.asksWhoCalls();
    }

    /**
     * Asks an input that was answered before; where none was, a synthetic one with the parameters of one that has failed.
     *
     * @return how it fails; empty where it is answered, and is the control from then on, or where there is none
     */
    Optional<Failure> refusalOfControl(Input failed) throws InterruptedException {
        Input known = control;
        return known == null ? refusalOfSynthetic(failed) : refusalOf(known);
    }

    private Optional<Failure> refusalOfSynthetic(Input failed) throws InterruptedException {
        return synthetic == null
                ? Optional.empty()
                : refusalOf(new Input(synthetic.get().slots(), failed.parameters()));
    }

    private Optional<Failure> refusalOf(Input asked) throws InterruptedException {
        try {
            ask(List.of(asked));
            return Optional.empty();
        } catch (InferenceException e) {
            return Optional.of(e.failure());
        }
    }

    /** The same by single attempts. */
    boolean isGivenAtOnce(List<Input> failedCall) throws InterruptedException {
        return control == null ? anyIsAnswered(searching, failedCall) : controlIsAnsweredAtOnce();
    }

    /** Others each time, so that a call that comes back with several culprits meets an innocent one in the end. */
    private boolean anyIsAnswered(InferenceClient asked, List<Input> candidates) throws InterruptedException {
        int step = Math.max(1, candidates.size() / MOST_CANDIDATES);
        int start = Math.floorMod(turn.getAndIncrement(), candidates.size());
        for (int i = 0; i < MOST_CANDIDATES; i++) {
            if (isAnswered(asked, candidates.get((start + i * step) % candidates.size()))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnswered(InferenceClient asked, Input input) throws InterruptedException {
        try {
            ask(asked, List.of(input));
            return true;
        } catch (InferenceException e) {
            return false;
        }
    }
}
