package io.github.hfconnect.wiring;

import io.github.hfconnect.chunk.Parts;
import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.TraceContext;
import io.github.hfconnect.inference.Traces;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks about one record at a time, and waits for the answer.
 *
 * @param division as which inputs a record is asked; may refuse by an {@link InferenceException}
 */
public record Inquiry(Enrichment enrichment, Function<Input, Parts> division) {

    /** An inquiry that asks about records as configured. */
    public static Inquiry of(Enrichment enrichment, InferenceConfig config) {
        return new Inquiry(enrichment, config.chunks().chunking(enrichment.tokens())::parts);
    }

    /** What becomes of a record with this input and no trace. */
    public Outcome about(Input input) throws InterruptedException {
        return about(input, Optional.empty());
    }

    /**
     * What becomes of a record with this input.
     *
     * @param trace that the record belongs to
     */
    public Outcome about(Input input, Optional<TraceContext> trace) throws InterruptedException {
        Parts parts;
        try {
            parts = division.apply(input);
        } catch (InferenceException e) {
            return new Outcome.Failed(e.failure());
        }
        Traces.Scope scope = Traces.during(traces(parts.inputs(), trace));
        try (scope) {
            return parts.outcome(outcomes(parts.inputs()));
        }
    }

    private static IdentityHashMap<Input, List<TraceContext>> traces(List<Input> inputs, Optional<TraceContext> trace) {
        IdentityHashMap<Input, List<TraceContext>> traces = new IdentityHashMap<>();
        trace.ifPresent(context -> inputs.forEach(input -> traces.put(input, List.of(context))));
        return traces;
    }

    private List<Outcome> outcomes(List<Input> inputs) throws InterruptedException {
        List<@Nullable Prediction> known = new ArrayList<>();
        List<Input> unknown = new ArrayList<>();
        for (Input input : inputs) {
            Prediction prediction = enrichment.cache().get(input);
            known.add(prediction);
            if (prediction == null) {
                unknown.add(input);
            }
        }
        Iterator<Outcome> asked = asked(unknown).iterator();
        return known.stream()
                .map(prediction -> prediction == null ? asked.next() : new Outcome.Enriched(prediction))
                .toList();
    }

    private List<Outcome> asked(List<Input> inputs) throws InterruptedException {
        List<Outcome> outcomes = enrichment.enricher().enrich(inputs);
        for (int i = 0; i < inputs.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Enriched enriched) {
                enrichment.cache().put(inputs.get(i), enriched.prediction());
            }
        }
        return outcomes;
    }
}
