package io.github.hfconnect.task.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tool that an assistant wants to be called. Its name is what makes it one; servers leave out the id (llama.cpp), number it
 * (text-generation-inference: its docs/source/basic_tutorials/using_guidance.md), and answer no arguments as null or as an empty text
 * (rows of the tests' {@code judgements}).
 *
 * @param id empty where there is none
 * @param arguments JSON, as a text
 */
record ToolCall(String id, String name, String arguments) {

    private static final String NONE = "{}";

    /** Those in {@code tool_calls}; else the one in {@code function_call}, where OpenAI had it before November 2023. */
    static JsonNode in(JsonNode message) {
        JsonNode calls = message.path("tool_calls");
        if (!message.hasNonNull("function_call") || !calls.isEmpty()) {
            return calls;
        }
        JsonNodeFactory json = JsonNodeFactory.instance;
        return json.arrayNode().add(json.objectNode().set("function", message.path("function_call")));
    }

    /** The calls in a list; none where it is not there. */
    static List<ToolCall> listOf(JsonNode calls, Expected expected) {
        return calls.isMissingNode() || calls.isNull()
                ? List.of()
                : expected.elements(calls, "tool calls").stream()
                        .map(call -> of(call, expected))
                        .toList();
    }

    private static ToolCall of(JsonNode call, Expected expected) {
        JsonNode function = call.path("function");
        if (!function.isObject()) {
            throw expected.butFound("nothing in place of a function to call");
        }
        if (!function.path("name").isTextual()) {
            throw AssistantMessage.unusable(Json.describe(function.path("name")) + " in place of a tool's name");
        }
        String id = call.hasNonNull("id") ? call.path("id").asText() : "";
        return new ToolCall(id, function.path("name").textValue(), arguments(function.path("arguments")));
    }

    /** The JSON itself, as text-generation-inference answers, means what its text means. */
    private static String arguments(JsonNode arguments) {
        if (arguments.isTextual()) {
            return arguments.textValue();
        }
        return arguments.isMissingNode() || arguments.isNull() ? NONE : arguments.toString();
    }

    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", id);
        values.put("name", name);
        values.put("arguments", arguments);
        return values;
    }
}
