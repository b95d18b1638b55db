package io.github.hfconnect.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import java.util.List;

/**
 * Labels with scores for a text. Answers are {@code [[{label, score}, ..], ..]} with one inner list for each input; for
 * a single input also {@code [{label, score}, ..]}, {@code {label, score}} and {@code {label: score, ..}}; and OpenAI's moderation,
 * {@code {results: [{category_scores: {label: score, ..}}]}}. A flat list for several inputs may be the best label of each, or
 * every label of one pair of texts, so it is refused, and each text is asked alone from then on. Servers that name the best class alone answer
 * {@link ClassProbabilities}.
 *
 * @param labels of the model, in the order of its {@code id2label}; empty where the configuration does not name them
 */
public record TextClassification(List<String> labels) implements Classification {

    private static final Expected EXPECTED = new Expected("one list of {label, score} for each input");

    public TextClassification {
        labels = List.copyOf(labels);
    }

    /** Of a model whose labels the answers name. */
    TextClassification() {
        this(List.of());
    }

    @Override
    public String name() {
        return "text-classification";
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        List<Object> lists = LabelLists.read(answer, inputs.size());
        return lists == null ? readAny(answer, inputs) : lists;
    }

    private List<Object> readAny(Answer answer, List<Input> inputs) {
        JsonNode root = EXPECTED.in(answer);
        if (root.path("data").isArray()) {
            return new ClassProbabilities(labels).predictions(root.path("data"), inputs.size());
        }
        root = scores(root);
        boolean labelsOfOneInput =
                inputs.size() == 1 && (root.isObject() || root.path(0).has("label"));
        if (inputs.size() > 1 && root.path(0).has("label")) {
            throw oneAtATime(root, inputs.size());
        }
        List<JsonNode> lists = labelsOfOneInput ? List.of(root) : EXPECTED.oneEach(root, inputs.size());
        return lists.stream().map(TextClassification::prediction).toList();
    }

    /** Of moderation, the scores of each input; anything else as it is. */
    private static JsonNode scores(JsonNode root) {
        if (!root.path("results").path(0).has("category_scores")) {
            return root;
        }
        ArrayNode scores = JsonNodeFactory.instance.arrayNode();
        root.path("results").forEach(result -> scores.add(result.path("category_scores")));
        return scores;
    }

    /**
     * The default container without its compatibility switch (huggingface/huggingface-inference-toolkit#131), and transformers.js 4.3.2
     * with {@code top_k=1}, answer so each time.
     */
    private static InferenceException oneAtATime(JsonNode flat, int inputs) {
        Failure failure = EXPECTED.butFound("a flat " + Json.describe(flat).substring(2) + " for " + inputs + " inputs")
                .failure();
        return new InferenceException(failure.withAdmitted(BatchLimits.ONE));
    }

    private static Object prediction(JsonNode list) {
        return ScoredLabel.prediction(ScoredLabel.list(list, EXPECTED));
    }
}
