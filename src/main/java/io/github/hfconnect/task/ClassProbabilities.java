package io.github.hfconnect.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.IndexedElements;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import java.util.ArrayList;
import java.util.List;

/**
 * The probability of each class by its number, {@code [{"index", "label", "probs"}, ..]}, with the name of the best one: vLLM
 * 0.20 ({@code vllm/entrypoints/pooling/classify/protocol.py}) and SGLang 0.5 ({@code serving_classify.py}). The names
 * of the others stand in the model's {@code id2label}, which no route of either server tells.
 *
 * @param labels in the order of {@code id2label}; where there are none, a prediction has the best label alone
 */
record ClassProbabilities(List<String> labels) {

    private static final Expected EXPECTED = new Expected("{index, label, probs} for each input");

    /** What SGLang 0.5 puts in place of a result that it has not got ({@code _build_classify_response}), with a probability of 1. */
    private static final String PLACEHOLDER = "Default";

    List<Object> predictions(JsonNode data, int inputs) {
        return IndexedElements.inOrder(data, inputs, EXPECTED).stream()
                .<Object>map(element -> ScoredLabel.prediction(scored(element)))
                .toList();
    }

    private List<ScoredLabel> scored(JsonNode element) {
        List<Double> probabilities = EXPECTED.elements(element.path("probs"), "probabilities").stream()
                .map(probability -> EXPECTED.finite(probability, "a finite probability"))
                .toList();
        if (probabilities.isEmpty()) {
            throw EXPECTED.butFound("no probabilities");
        }
        int best = best(probabilities);
        String label = label(element.path("label"), best);
        if (label.equals(PLACEHOLDER) && probabilities.equals(List.of(1.0))) {
            throw EXPECTED.butFound("a placeholder for a result that the server has not got");
        }
        return labels.isEmpty()
                ? List.of(new ScoredLabel(label, probabilities.get(best)))
                : named(probabilities, label, best);
    }

    /** Without a name of its own a class is called as transformers' {@code PretrainedConfig} calls it. */
    private static String label(JsonNode label, int index) {
        return label.isNull() ? "LABEL_" + index : EXPECTED.text(label, "a label's name");
    }

    private List<ScoredLabel> named(List<Double> probabilities, String bestLabel, int best) {
        if (labels.size() != probabilities.size()) {
            throw misnamed(labels.size() + " labels, but the model has " + probabilities.size());
        }
        if (!labels.get(best).equals(bestLabel)) {
            throw misnamed(
                    "`" + labels.get(best) + "` at place " + best + ", which the server calls `" + bestLabel + "`");
        }
        List<ScoredLabel> scored = new ArrayList<>();
        for (double probability : probabilities) {
            scored.add(new ScoredLabel(labels.get(scored.size()), probability));
        }
        return ScoredLabel.highestFirst(scored, EXPECTED);
    }

    private static int best(List<Double> probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.size(); i++) {
            best = probabilities.get(i) > probabilities.get(best) ? i : best;
        }
        return best;
    }

    private static InferenceException misnamed(String found) {
        return new InferenceException(Failure.of(
                FailureKind.MISCONFIGURED,
                "`model.labels` names " + found
                        + "; write them in the order of `id2label` in the model's config.json"));
    }
}
