package io.github.hfconnect.resilience;

import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model in memory: it answers each text with itself in upper case, unless the next scripted failure or a rejected text
 * stands in the way, and remembers its calls.
 */
public final class FakeInferenceClient implements InferenceClient {

    private final Deque<Failure> script = new ArrayDeque<>();
    private final Map<String, Failure> poison = new HashMap<>();
    private final List<List<String>> calls = new ArrayList<>();
    private final Set<String> unsendable = new HashSet<>();
    private @Nullable String revision;
    private int maxInputsPerCall = Integer.MAX_VALUE;

    /** The next calls fail so, in this order. */
    public synchronized FakeInferenceClient failing(Failure... failures) {
        script.addAll(List.of(failures));
        return this;
    }

    /** A call with one of these texts among its inputs is rejected as a whole, as servers do. */
    public synchronized FakeInferenceClient rejecting(String... texts) {
        return failingOn(Failure.ofStatus(FailureKind.REJECTED, 422, "one of the inputs is bad"), texts);
    }

    /** A call with one of these texts among its inputs fails so each time. */
    public synchronized FakeInferenceClient failingOn(Failure failure, String... texts) {
        List.of(texts).forEach(text -> poison.put(text, failure));
        return this;
    }

    /** These texts have no form in a request. */
    public synchronized FakeInferenceClient unableToSend(String... texts) {
        unsendable.addAll(List.of(texts));
        return this;
    }

    public synchronized FakeInferenceClient takingAtMost(int inputs) {
        maxInputsPerCall = inputs;
        return this;
    }

    /** From now on it is this commit of the model, and says so. */
    public synchronized FakeInferenceClient of(String commit) {
        revision = commit;
        return this;
    }

    public synchronized Set<String> revisions() {
        return revision == null ? Set.of() : Set.of(revision);
    }

    @Override
    public synchronized BatchLimits limits() {
        return new BatchLimits(maxInputsPerCall, Long.MAX_VALUE);
    }

    @Override
    public synchronized void requireSendable(List<Input> inputs) {
        if (inputs.stream().map(Input::text).anyMatch(unsendable::contains)) {
            throw new InferenceException(Failure.of(FailureKind.REJECTED, "The input cannot be sent as JSON"));
        }
    }

    @Override
    public synchronized List<Prediction> infer(List<Input> inputs) {
        requireSendable(inputs);
        List<String> texts = inputs.stream().map(Input::text).toList();
        calls.add(texts);
        if (!script.isEmpty()) {
            throw new InferenceException(script.remove());
        }
        texts.stream().filter(poison::containsKey).findFirst().ifPresent(text -> {
            throw new InferenceException(Objects.requireNonNull(poison.get(text)));
        });
        return texts.stream()
                .map(FakeInferenceClient::prediction)
                .map(this::told)
                .toList();
    }

    private Prediction told(Prediction prediction) {
        return revision == null ? prediction : prediction.ofRevision(revision);
    }

    public static Prediction prediction(String text) {
        return new Prediction(text.toUpperCase(Locale.ROOT), Origin.of("fake", "memory", Duration.ZERO));
    }

    public synchronized List<List<String>> calls() {
        return List.copyOf(calls);
    }
}
