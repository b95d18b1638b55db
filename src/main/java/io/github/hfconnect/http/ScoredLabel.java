package io.github.hfconnect.http;

import static java.util.Comparator.comparingDouble;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One label of a classification. */
record ScoredLabel(String label, double score) {

    /** A list of at least one label, highest score first. */
    static List<ScoredLabel> list(JsonNode list, Expected expected) {
        if (!list.isArray() || list.isEmpty()) {
            throw expected.butFound(Json.describe(list) + " in place of labels");
        }
        List<ScoredLabel> labels = new ArrayList<>(list.size());
        list.forEach(element -> labels.add(of(element, expected)));
        labels.sort(comparingDouble(ScoredLabel::score).reversed());
        return labels;
    }

    private static ScoredLabel of(JsonNode element, Expected expected) {
        JsonNode label = element.path("label");
        JsonNode score = element.path("score");
        if (!label.isTextual()) {
            throw expected.butFound(Json.describe(label) + " in place of a label's name");
        }
        if (!score.isNumber() || !Double.isFinite(score.doubleValue())) {
            throw expected.butFound(Json.describe(score) + " in place of a finite score");
        }
        return new ScoredLabel(label.textValue(), score.doubleValue());
    }

    /** The value of a classification task: the best label, and all of them. */
    static Map<String, Object> prediction(List<ScoredLabel> highestFirst) {
        Map<String, Object> prediction = highestFirst.get(0).fields();
        prediction.put("labels", highestFirst.stream().map(ScoredLabel::fields).toList());
        return prediction;
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("label", label);
        fields.put("score", score);
        return fields;
    }
}
