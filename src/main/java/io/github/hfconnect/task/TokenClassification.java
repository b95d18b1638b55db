package io.github.hfconnect.task;

import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.Scalar.INT32;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.optional;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The entities in a text, in the order of the answer: {@code [{entity_group | entity, score, word, start, end}, ..]},
 * for several inputs a list of these. Tokenizers without offsets answer null for {@code start} and {@code end}. Servers of other
 * kinds name the same things otherwise ({@link Entity}).
 */
record TokenClassification() implements Task {

    private static final Expected EXPECTED = new Expected("a list of entities for each input");

    private static final Shape SHAPE = fields(
            "Entities",
            required(
                    "entities",
                    listOf(fields(
                            required("entity", STRING),
                            required("word", STRING),
                            required("score", FLOAT64),
                            optional("start", INT32),
                            optional("end", INT32)))));

    @Override
    public String name() {
        return "token-classification";
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        JsonNode root = EXPECTED.in(answer);
        boolean ofOneInput = inputs.size() == 1 && !root.path(0).isArray();
        List<JsonNode> lists = ofOneInput ? List.of(root) : EXPECTED.oneEach(root, inputs.size());
        List<Object> predictions = new ArrayList<>();
        for (JsonNode list : lists) {
            predictions.add(prediction(list, inputs.get(predictions.size())));
        }
        return predictions;
    }

    private static Object prediction(JsonNode list, Input input) {
        JsonNode entities = list.path("entities").isArray() ? list.path("entities") : list;
        return Map.of(
                "entities",
                EXPECTED.elementsOrOne(entities, "entities").stream()
                        .map(entity -> new Entity(entity, input).values(EXPECTED))
                        .toList());
    }
}
