package io.github.hfconnect.task;

import static io.github.hfconnect.inference.Shape.Scalar.STRING;
import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.optional;
import static io.github.hfconnect.inference.Shape.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.answer.OpenAiChoice;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an assistant says to a message, as OpenAI-style servers answer it:
 * {@code {"choices": [{"message": {"content", "tool_calls"}, "finish_reason"}]}}. The content is null where the
 * assistant calls tools instead. Of several choices the first is taken.
 */
public record ChatCompletion() implements Task {

    public static final String NAME = "chat-completion";

    private static final Expected EXPECTED = new Expected("a choice with a message");

    private static final Shape SHAPE = fields(
            "ChatCompletion",
            optional("text", STRING),
            required("finish_reason", STRING),
            required(
                    "tool_calls",
                    listOf(fields(required("id", STRING), required("name", STRING), required("arguments", STRING)))));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isGenerative() {
        return true;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public List<Object> read(Answer answer, List<Input> inputs) {
        return List.of(prediction(OpenAiChoice.of(answer, inputs, EXPECTED)));
    }

    /** Why a text that stands alone ends where it ends is not known. */
    @Override
    public Object readResult(JsonNode result, Input input) {
        return result.isTextual()
                ? Map.of("text", result.textValue(), "finish_reason", "unknown", "tool_calls", List.of())
                : Task.super.readResult(result, input);
    }

    private static Map<String, Object> prediction(JsonNode choice) {
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            throw EXPECTED.butFound(Json.describe(message) + " in place of a message");
        }
        Map<String, Object> prediction = new LinkedHashMap<>();
        JsonNode content = message.path("content");
        if (!isAbsent(content)) {
            prediction.put("text", EXPECTED.text(content, "a content"));
        }
        prediction.put("finish_reason", EXPECTED.text(choice.path("finish_reason"), "a finish reason"));
        prediction.put("tool_calls", toolCalls(message.path("tool_calls")));
        return prediction;
    }

    private static List<Map<String, Object>> toolCalls(JsonNode calls) {
        return isAbsent(calls)
                ? List.of()
                : EXPECTED.elements(calls, "tool calls").stream()
                        .map(ChatCompletion::toolCall)
                        .toList();
    }

    private static Map<String, Object> toolCall(JsonNode call) {
        JsonNode function = call.path("function");
        JsonNode arguments = function.path("arguments");
        Map<String, Object> toolCall = new LinkedHashMap<>();
        toolCall.put("id", EXPECTED.text(call.path("id"), "a tool call's id"));
        toolCall.put("name", EXPECTED.text(function.path("name"), "a tool's name"));
        // The JSON itself, as older versions of text-generation-inference answer, means what its text means.
        toolCall.put("arguments", arguments.isObject() ? arguments.toString() : EXPECTED.text(arguments, "arguments"));
        return toolCall;
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
