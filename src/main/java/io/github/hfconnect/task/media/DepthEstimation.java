package io.github.hfconnect.task.media;

import static io.github.hfconnect.inference.Shape.Scalar.BYTES;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Base64Text;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import java.util.List;
import java.util.Map;

/**
 * How far away everything in an image is, as a picture: {@code {"depth": base64, "predicted_depth": ..}}. The numbers
 * of which the picture is made are left out.
 */
record DepthEstimation() implements BinaryTask {

    private static final Expected EXPECTED = new Expected("a {depth} that is an image");

    private static final Shape SHAPE = fields("Depth", required("depth", BYTES));

    @Override
    public String name() {
        return "depth-estimation";
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        JsonNode depth = EXPECTED.in(answer).path("depth");
        return List.of(Map.of("depth", Base64Text.content(depth, "a depth", EXPECTED)));
    }
}
