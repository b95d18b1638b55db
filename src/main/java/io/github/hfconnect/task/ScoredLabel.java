package io.github.hfconnect.task;

import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.required;
import static java.util.Comparator.comparingDouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.FieldMap;
import io.github.hfconnect.inference.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One label of a classification. */
public record ScoredLabel(String label, double score) {

    /** What every classification's prediction is made of. */
    static final Shape PREDICTION = fields(
            "Classification",
            required("label", STRING),
            required("score", FLOAT64),
            required("labels", listOf(fields(required("label", STRING), required("score", FLOAT64)))));

    private static final List<String> LABEL_FIELDS = List.of("label", "score");
    private static final List<String> PREDICTION_FIELDS = List.of("label", "score", "labels");

    private static final Comparator<ScoredLabel> HIGHEST_FIRST =
            comparingDouble(ScoredLabel::score).reversed();

    /** At least one label, highest score first: of a list, of a single label, or of a map of labels to scores. */
    public static List<ScoredLabel> list(JsonNode labels, Expected expected) {
        if (isMap(labels)) {
            return ofMap(labels, expected);
        }
        List<ScoredLabel> found = new ArrayList<>();
        expected.elementsOrOne(labels, "labels")
                .forEach(element -> found.add(of(element.path("label"), scoreIn(element), expected)));
        return highestFirst(found, expected);
    }

    /**
     * OpenAI's moderation answers one (platform.openai.com/docs/api-reference/moderations), and so do handlers that people write; a
     * category that does not apply is null.
     */
    static boolean isMap(JsonNode node) {
        return node.isObject()
                && !node.isEmpty()
                && Stream.of("label", "labels", "score").noneMatch(node::has);
    }

    private static List<ScoredLabel> ofMap(JsonNode map, Expected expected) {
        List<ScoredLabel> labels = new ArrayList<>();
        map.properties().stream()
                .filter(score -> !score.getValue().isNull())
                .forEach(score -> labels.add(new ScoredLabel(score.getKey(), probability(score.getValue(), expected))));
        return highestFirst(labels, expected);
    }

    /** Bounded, because an object may be anything else too, such as an error with a code. */
    private static double probability(JsonNode node, Expected expected) {
        double probability = expected.score(node);
        if (probability < 0 || probability > 1) {
            throw expected.butFound("a number in place of a probability");
        }
        return probability;
    }

    /** vLLM and SGLang name the best label, and give the probabilities of all ({@link ClassProbabilities} says where it is written). */
    private static JsonNode scoreIn(JsonNode element) {
        JsonNode best = element.path("score");
        for (JsonNode probability : best.isMissingNode() ? element.path("probs") : MissingNode.getInstance()) {
            best = best.isMissingNode() || probability.asDouble() > best.asDouble() ? probability : best;
        }
        return best;
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
        return new ScoredLabel(expected.text(label, "a label's name"), expected.score(score));
    }

    static List<ScoredLabel> highestFirst(List<ScoredLabel> labels, Expected expected) {
        if (labels.isEmpty()) {
            throw expected.butFound("no labels");
        }
        return highestFirst(labels);
    }

    /** Sorts at least one. */
    static List<ScoredLabel> highestFirst(List<ScoredLabel> labels) {
        labels.sort(HIGHEST_FIRST);
        return labels;
    }

    /**
     * The value of a classification task: the best label, and all of them.
     *
     * @param highestFirst at least one
     */
    public static Map<String, Object> prediction(List<ScoredLabel> highestFirst) {
        List<FieldMap> all = new ArrayList<>(highestFirst.size());
        for (ScoredLabel label : highestFirst) {
            all.add(FieldMap.of(LABEL_FIELDS, label.label, label.score));
        }
        FieldMap best = all.get(0);
        return FieldMap.of(PREDICTION_FIELDS, best.value(0), best.value(1), all);
    }
}
