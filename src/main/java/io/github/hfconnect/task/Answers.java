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
import io.github.hfconnect.inference.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers to a question: {@code {answer, score, start, end}} or a list of these, best first. */
final class Answers {

    private static final Expected EXPECTED = new Expected("an {answer, ..} or a list of these, best first");

    private static final List<Shape.Field> FIELDS = List.of(
            required("answer", STRING), optional("score", FLOAT64), optional("start", INT32), optional("end", INT32));

    /** The best answer, and all of them. */
    static final Shape SHAPE = shape();

    private Answers() {}

    private static Shape shape() {
        List<Shape.Field> all = new ArrayList<>(FIELDS);
        all.add(required("answers", listOf(new Shape.Fields(FIELDS))));
        return new Shape.Fields("Answer", all);
    }

    /** The prediction for the one input of a call. Generating models answer without score and place. */
    static List<Object> read(Answer answer) {
        JsonNode root = EXPECTED.in(answer);
        List<JsonNode> elements = root.isObject() ? List.of(root) : EXPECTED.elements(root, "answers");
        List<Map<String, Object>> answers =
                elements.stream().map(Answers::fieldsOf).toList();
        if (answers.isEmpty()) {
            throw EXPECTED.butFound("no answer");
        }
        Map<String, Object> prediction = new LinkedHashMap<>(answers.get(0));
        prediction.put("answers", answers);
        return List.of(prediction);
    }

    private static Map<String, Object> fieldsOf(JsonNode element) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("answer", EXPECTED.text(element.path("answer"), "the answer's text"));
        if (element.hasNonNull("score")) {
            fields.put("score", EXPECTED.finite(element.path("score"), "a finite score"));
        }
        putIfPresent(fields, "start", EXPECTED.wholeOrNull(element.path("start"), "the answer's start"));
        putIfPresent(fields, "end", EXPECTED.wholeOrNull(element.path("end"), "the answer's end"));
        return fields;
    }

    private static void putIfPresent(Map<String, Object> fields, String name, @Nullable Integer value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
