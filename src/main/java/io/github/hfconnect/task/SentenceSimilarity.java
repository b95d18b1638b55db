package io.github.hfconnect.task;

import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.Slot;
import java.util.List;
import java.util.Map;

/** How near sentences are to one: a score for each, also as {@code {"similarities": ..}}. */
record SentenceSimilarity() implements Task {

    private static final String SENTENCES = "sentences";

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
        return List.of(Slot.required("source_sentence", Slot.Kind.TEXT), Slot.required(SENTENCES, Slot.Kind.TEXTS));
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        JsonNode root = EXPECTED.in(answer);
        List<JsonNode> scores = EXPECTED.elements(root.isObject() ? root.path("similarities") : root, "scores");
        int sentences = Slots.list(Slots.one(inputs), SENTENCES).size();
        if (scores.size() != sentences) {
            throw EXPECTED.butFound(scores.size() + " scores for " + sentences + " sentences");
        }
        return List.of(Map.of(
                "scores",
                scores.stream()
                        .map(score -> EXPECTED.finite(score, "a finite score"))
                        .toList()));
    }
}
