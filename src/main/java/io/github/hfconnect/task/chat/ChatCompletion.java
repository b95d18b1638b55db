package io.github.hfconnect.task.chat;

import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.optional;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.OpenAiChoice;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.schema.AnswerSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an assistant says to a message, as OpenAI-style servers answer it:
 * {@code {"choices": [{"message": {"content", "tool_calls"}, "finish_reason"}]}}. Where it says nothing it has called tools, has
 * refused, was stopped by a filter, or has only thought: each has its own place in the prediction. Of several choices the
 * first is taken.
 */
public record ChatCompletion() implements Chat {

    public static final String NAME = "chat-completion";

    private static final Expected EXPECTED = new Expected("a choice with a message");

    private static final Shape SHAPE = fields(
            "ChatCompletion",
            optional("text", STRING),
            required("finish_reason", STRING),
            required(
                    "tool_calls",
                    listOf(fields(required("id", STRING), required("name", STRING), required("arguments", STRING)))),
            optional("refusal", STRING),
            optional("reasoning", STRING));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable AnswerSchema schema() {
        return null;
    }

    @Override
    public Chat answering(AnswerSchema schema) {
        return new StructuredChat(schema);
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        JsonNode choice = OpenAiChoice.of(answer, inputs, EXPECTED);
        AssistantMessage message = AssistantMessage.of(choice, EXPECTED);
        if (message.isSilent()) {
            throw message.saysNothing();
        }
        return List.of(prediction(message));
    }

    /** Why a text that stands alone ends where it ends is not known. */
    @Override
    public Object readResult(JsonNode result, Input input) {
        return result.isTextual()
                ? Map.of("text", result.textValue(), "finish_reason", AssistantMessage.UNKNOWN, "tool_calls", List.of())
                : Chat.super.readResult(result, input);
    }

    private static Map<String, Object> prediction(AssistantMessage message) {
        Map<String, Object> prediction = new LinkedHashMap<>();
        if (message.text() != null) {
            prediction.put("text", message.text());
        }
        prediction.put("finish_reason", message.finishReason());
        prediction.put(
                "tool_calls",
                ToolCall.listOf(message.toolCalls(), EXPECTED).stream()
                        .map(ToolCall::values)
                        .toList());
        if (message.refusal() != null) {
            prediction.put("refusal", message.refusal());
        }
        if (message.hasOnlyThought() && message.reasoning() != null) {
            prediction.put("reasoning", message.reasoning());
        }
        return prediction;
    }
}
