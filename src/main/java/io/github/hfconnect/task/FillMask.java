package io.github.hfconnect.task;

import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What may stand in the place of a mask: {@code [{score, token, token_str, sequence}, ..]} for a text with one mask, a
 * list of these for one with several; for several texts a list of either. The prediction's own fields are the first
 * suggestion for the first mask.
 */
record FillMask() implements Task {

    private static final Expected EXPECTED = new Expected("suggestions for each mask of each input");

    private static final Shape SHAPE = fields(
            "FilledMask",
            required("token", STRING),
            required("score", FLOAT64),
            required("sequence", STRING),
            required(
                    "masks",
                    listOf(listOf(fields(
                            required("token", STRING), required("score", FLOAT64), required("sequence", STRING))))));

    @Override
    public String name() {
        return "fill-mask";
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        JsonNode root = EXPECTED.in(answer);
        List<JsonNode> parts = inputs.size() == 1 ? List.of(root) : EXPECTED.oneEach(root, inputs.size());
        return parts.stream().map(FillMask::prediction).toList();
    }

    private static Object prediction(JsonNode part) {
        boolean oneMask = part.path(0).isObject();
        List<JsonNode> lists = oneMask ? List.of(part) : EXPECTED.elements(part, "masks");
        List<List<Map<String, Object>>> masks =
                lists.stream().map(FillMask::suggestions).toList();
        if (masks.isEmpty()) {
            throw EXPECTED.butFound("no masks");
        }
        Map<String, Object> prediction = new LinkedHashMap<>(masks.get(0).get(0));
        prediction.put("masks", masks);
        return prediction;
    }

    private static List<Map<String, Object>> suggestions(JsonNode list) {
        List<JsonNode> suggestions = EXPECTED.elements(list, "suggestions");
        if (suggestions.isEmpty()) {
            throw EXPECTED.butFound("no suggestions for a mask");
        }
        return suggestions.stream().map(FillMask::suggestion).toList();
    }

    private static Map<String, Object> suggestion(JsonNode node) {
        Map<String, Object> suggestion = new LinkedHashMap<>();
        suggestion.put("token", EXPECTED.text(node.path("token_str"), "a token's text"));
        suggestion.put("score", EXPECTED.finite(node.path("score"), "a finite score"));
        suggestion.put("sequence", EXPECTED.text(node.path("sequence"), "a sequence"));
        return suggestion;
    }
}
