package io.github.hfconnect.http;

import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Labels with scores for a text. Answers are {@code [[{label, score}, ..], ..]} with one inner list for each input; for
 * a single input also {@code [{label, score}, ..]}. A flat list for several inputs may be the best label of each, or
 * every label of one pair of texts, so it is refused.
 */
record TextClassification() implements Task {

    private static final Expected EXPECTED = new Expected("one list of {label, score} for each input");

    private static final Shape SHAPE = fields(
            required("label", STRING),
            required("score", FLOAT64),
            required("labels", listOf(fields(required("label", STRING), required("score", FLOAT64)))));

    @Override
    public String name() {
        return "text-classification";
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Object> read(ApiResponse answer, List<Input> inputs) {
        JsonNode root = EXPECTED.in(answer);
        boolean labelsOfOneInput = inputs.size() == 1 && root.path(0).isObject();
        return labelsOfOneInput ? List.of(prediction(root)) : predictions(root, inputs.size());
    }

    private static List<Object> predictions(JsonNode lists, int count) {
        if (!lists.isArray() || lists.size() != count) {
            throw EXPECTED.butFound(Json.describe(lists) + " for " + count + " inputs");
        }
        List<Object> predictions = new ArrayList<>(count);
        lists.forEach(list -> predictions.add(prediction(list)));
        return predictions;
    }

    private static Object prediction(JsonNode list) {
        List<ScoredLabel> labels = ScoredLabel.list(list, EXPECTED);
        return ScoredLabel.prediction(labels);
    }
}
