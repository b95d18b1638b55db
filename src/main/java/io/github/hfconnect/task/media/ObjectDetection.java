package io.github.hfconnect.task.media;

import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.Scalar.INT32;
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
import java.util.Set;

/**
 * What is where in an image: {@code [{label, score, box: {xmin, ymin, xmax, ymax}}, ..]} in pixels, perhaps nothing.
 *
 * @param name of the task
 * @param requiredParameters the labels to look for, where the model has none of its own
 */
record ObjectDetection(String name, Set<String> requiredParameters) implements BinaryTask {

    private static final Expected EXPECTED = new Expected("a list of {label, score, box}");

    private static final List<String> EDGES = List.of("xmin", "ymin", "xmax", "ymax");

    private static final Shape SHAPE = fields(
            "Detection",
            required(
                    "objects",
                    listOf(fields(
                            required("label", STRING),
                            required("score", FLOAT64),
                            required("xmin", INT32),
                            required("ymin", INT32),
                            required("xmax", INT32),
                            required("ymax", INT32)))));

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        List<JsonNode> found = EXPECTED.elementsOrOne(EXPECTED.in(answer), "objects");
        return List.of(
                Map.of("objects", found.stream().map(ObjectDetection::object).toList()));
    }

    private static Map<String, Object> object(JsonNode element) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("label", EXPECTED.text(element.path("label"), "a label's name"));
        object.put("score", EXPECTED.score(element.path("score")));
        EDGES.forEach(edge -> object.put(edge, pixel(element.path("box").path(edge), edge)));
        return object;
    }

    /** The nearest: some models say where between two pixels an edge is. */
    private static int pixel(JsonNode number, String edge) {
        double place = EXPECTED.finite(number, edge);
        if (Math.abs(place) > Integer.MAX_VALUE) {
            throw EXPECTED.butFound("a number in place of " + edge);
        }
        return (int) Math.round(place);
    }
}
