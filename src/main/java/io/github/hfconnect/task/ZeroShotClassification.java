package io.github.hfconnect.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import java.util.List;
import java.util.Set;

/**
 * Labels that the configuration or the record brings along, with scores for a text. The answer to one input is
 * {@code [{label, score}, ..]} or, from servers of before July 2025, from Inference Endpoints and for each of several
 * inputs, {@code {labels: [..], scores: [..]}}.
 */
record ZeroShotClassification() implements Classification {

    private static final Expected EXPECTED =
            new Expected("a list of {label, score} or {labels, scores} for each input");

    @Override
    public String name() {
        return "zero-shot-classification";
    }

    @Override
    public Set<String> requiredParameters() {
        return Set.of("candidate_labels");
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        JsonNode root = EXPECTED.in(answer);
        boolean ofOneInput =
                inputs.size() == 1 && (root.isObject() || root.path(0).has("label"));
        if (ofOneInput && !root.has("labels")) {
            return List.of(ScoredLabel.prediction(ScoredLabel.list(root, EXPECTED)));
        }
        List<JsonNode> parts = ofOneInput ? List.of(root) : EXPECTED.oneEach(root, inputs.size());
        return parts.stream().map(ZeroShotClassification::prediction).toList();
    }

    private static Object prediction(JsonNode part) {
        return ScoredLabel.prediction(
                part.isObject()
                        ? ScoredLabel.list(part.path("labels"), part.path("scores"), EXPECTED)
                        : ScoredLabel.list(part, EXPECTED));
    }
}
