package io.github.hfconnect.task;

import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.required;
import static java.util.Comparator.comparingDouble;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One label of a classification. */
record ScoredLabel(String label, double score) {

    /** What every classification's prediction is made of. */
    static final Shape PREDICTION = fields(
            "Classification",
            required("label", STRING),
            required("score", FLOAT64),
            required("labels", listOf(fields(required("label", STRING), required("score", FLOAT64)))));

    /** A list of at least one label, highest score first. */
    static List<ScoredLabel> list(JsonNode list, Expected expected) {
        List<ScoredLabel> labels = new ArrayList<>();
        expected.elements(list, "labels")
                .forEach(element -> labels.add(of(element.path("label"), element.path("score"), expected)));
        return highestFirst(labels, expected);
    }

    /** The same from a list of labels and a list of their scores. */
    static List<ScoredLabel> list(JsonNode names, JsonNode scores, Expected expected) {
        if (names.size() != scores.size()) {
            throw expected.butFound(Json.describe(scores) + " scores for " + Json.describe(names) + " labels");
        }
        List<ScoredLabel> labels = new ArrayList<>();
        for (JsonNode name : expected.elements(names, "labels")) {
            labels.add(of(name, scores.path(labels.size()), expected));
        }
        return highestFirst(labels, expected);
    }

    private static ScoredLabel of(JsonNode label, JsonNode score, Expected expected) {
        return new ScoredLabel(expected.text(label, "a label's name"), expected.finite(score, "a finite score"));
    }

    private static List<ScoredLabel> highestFirst(List<ScoredLabel> labels, Expected expected) {
        if (labels.isEmpty()) {
            throw expected.butFound("no labels");
        }
        labels.sort(comparingDouble(ScoredLabel::score).reversed());
        return labels;
    }

    /** The value of a classification task: the best label, and all of them. */
    static Map<String, Object> prediction(List<ScoredLabel> highestFirst) {
        Map<String, Object> prediction = highestFirst.get(0).values();
        prediction.put("labels", highestFirst.stream().map(ScoredLabel::values).toList());
        return prediction;
    }

    private Map<String, Object> values() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label", label);
        fields.put("score", score);
        return fields;
    }
}
