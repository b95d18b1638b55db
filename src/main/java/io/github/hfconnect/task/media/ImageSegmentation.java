package io.github.hfconnect.task.media;

import static io.github.hfconnect.inference.Shape.Scalar.BYTES;
import static io.github.hfconnect.inference.Shape.Scalar.FLOAT64;
import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.optional;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Base64Text;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of an image, each with a mask: {@code [{label, score, mask: base64 of a PNG}, ..]}.
 *
 * @param name of the task
 */
record ImageSegmentation(String name) implements BinaryTask {

    private static final Expected EXPECTED = new Expected("a list of {label, score, mask}");

    private static final Shape SHAPE = fields(
            "Segmentation",
            required(
                    "segments",
                    listOf(fields(optional("label", STRING), optional("score", FLOAT64), required("mask", BYTES)))));

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        List<JsonNode> segments = EXPECTED.elementsOrOne(EXPECTED.in(answer), "segments");
        return List.of(Map.of(
                "segments", segments.stream().map(ImageSegmentation::segment).toList()));
    }

    private static Map<String, Object> segment(JsonNode element) {
        Map<String, Object> segment = new LinkedHashMap<>();
        if (element.hasNonNull("label")) {
            segment.put("label", EXPECTED.text(element.path("label"), "a label's name"));
        }
        if (element.hasNonNull("score")) {
            segment.put("score", EXPECTED.finite(element.path("score"), "a finite score"));
        }
        segment.put("mask", Base64Text.content(element.path("mask"), "a mask", EXPECTED));
        return segment;
    }
}
