package io.github.hfconnect.task;

import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.OpenAiChoice;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import java.util.List;
import java.util.Map;

/**
 * A text made from a text. The answer to one input is an object with the text in one field, a list of such objects (the
 * first is taken, where several were asked for) or a list of that; for several inputs it is a list with an object or a
 * list of objects for each. Text is also generated as a completion in OpenAI's style, {@code {"choices": [{"text"}]}}.
 *
 * @param field that holds the text, such as {@code summary_text}
 */
public record GeneratedText(String name, String field) implements Task {

    private static final String GENERATION = "text-generation";

    private static final Expected COMPLETION = new Expected("a choice with a text");

    private static final Shape SHAPE = fields("Text", required("text", STRING));

    @Override
    public boolean isGenerative() {
        return name.equals(GENERATION);
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        JsonNode root = expected().in(answer);
        if (name.equals(GENERATION) && root.has("choices")) {
            return List.of(of(
                    COMPLETION.text(OpenAiChoice.of(answer, inputs, COMPLETION).path("text"), "a text")));
        }
        List<JsonNode> parts =
                inputs.size() == 1 ? List.of(first(root)) : expected().oneEach(root, inputs.size());
        return parts.stream().map(GeneratedText::first).map(this::prediction).toList();
    }

    @Override
    public Object readResult(JsonNode result, Input input) {
        return result.isTextual() ? of(result.textValue()) : Task.super.readResult(result, input);
    }

    private static JsonNode first(JsonNode node) {
        return node.isArray() ? node.path(0) : node;
    }

    private Object prediction(JsonNode node) {
        return of(expected().text(node.path(field), "`" + field + "`"));
    }

    /** The prediction of a text. */
    public static Map<String, Object> of(String text) {
        return Map.of("text", text);
    }

    private Expected expected() {
        return new Expected("one `" + field + "` for each input");
    }
}
