package io.github.hfconnect.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import java.util.List;

/**
 * Labels with scores for a text. Answers are {@code [[{label, score}, ..], ..]} with one inner list for each input; for
 * a single input also {@code [{label, score}, ..]}. A flat list for several inputs may be the best label of each, or
 * every label of one pair of texts, so it is refused.
 */
record TextClassification() implements Classification {

    private static final Expected EXPECTED = new Expected("one list of {label, score} for each input");

    @Override
    public String name() {
        return "text-classification";
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        JsonNode root = EXPECTED.in(answer);
        boolean labelsOfOneInput = inputs.size() == 1 && root.path(0).isObject();
        List<JsonNode> lists = labelsOfOneInput ? List.of(root) : EXPECTED.oneEach(root, inputs.size());
        return lists.stream().map(TextClassification::prediction).toList();
    }

    private static Object prediction(JsonNode list) {
        return ScoredLabel.prediction(ScoredLabel.list(list, EXPECTED));
    }
}
