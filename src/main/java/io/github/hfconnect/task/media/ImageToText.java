package io.github.hfconnect.task.media;

import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.task.GeneratedText;
import java.util.List;

/** A text for an image: {@code [{"generated_text": ..}]}, as hf-inference answers, or the object alone. */
record ImageToText() implements BinaryTask {

    private static final Expected EXPECTED = new Expected("one {generated_text}");

    private static final Shape SHAPE = fields("Text", required("text", STRING));

    @Override
    public String name() {
        return "image-to-text";
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        JsonNode root = EXPECTED.in(answer);
        JsonNode one = root.isArray() ? EXPECTED.oneEach(root, 1).get(0) : root;
        return List.of(GeneratedText.of(EXPECTED.text(one.path("generated_text"), "the generated text")));
    }

    @Override
    public Object readResult(JsonNode result, Input input) {
        return result.isTextual() ? GeneratedText.of(result.textValue()) : BinaryTask.super.readResult(result, input);
    }
}
