package io.github.hfconnect.task;

import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.IndexedElements;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.Slot;
import java.util.List;
import java.util.Map;

/**
 * How near sentences are to one: a score for each, also as {@code {"similarities": ..}}, and as {@code {"data": [{"index",
 * "score"}, ..]}} by vLLM 0.20 ({@code docs/models/pooling_models/scoring.md}).
 */
public record SentenceSimilarity() implements Task {

    public static final String SOURCE = "source_sentence";
    public static final String SENTENCES = "sentences";

    private static final Expected EXPECTED = new Expected("one score for each sentence");

    private static final Shape SHAPE = fields("Similarity", required("scores", listOf(FLOAT64)));

    @Override
    public String name() {
        return "sentence-similarity";
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Slot> slots() {
        return List.of(Slot.required(SOURCE, Slot.Kind.TEXT), Slot.required(SENTENCES, Slot.Kind.TEXTS));
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        int sentences = Slots.list(Slots.one(inputs), SENTENCES).size();
        List<JsonNode> scores = scores(EXPECTED.in(answer), sentences);
        if (scores.size() != sentences) {
            throw EXPECTED.butFound(scores.size() + " scores for " + sentences + " sentences");
        }
        return List.of(Map.of(
                "scores",
                scores.stream()
                        .map(score -> EXPECTED.finite(score, "a finite score"))
                        .toList()));
    }

    private static List<JsonNode> scores(JsonNode root, int sentences) {
        if (root.has("data")) {
            return IndexedElements.inOrder(root.path("data"), sentences, EXPECTED).stream()
                    .map(element -> element.path("score"))
                    .toList();
        }
        return EXPECTED.elements(root.isObject() ? root.path("similarities") : root, "scores");
    }
}
