package io.github.hfconnect.task.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Manner;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A choice of an OpenAI-style answer, in whichever dress its parts come. Where each was seen, rows of the tests'
 * {@code judgements} say.
 *
 * @param text what is said, or null
 * @param finishReason {@code unknown} where the server does not say: Ollama, and OpenAI for a while
 * @param toolCalls the tools that are called, as {@link ToolCall} reads them
 * @param refusal why nothing else is said, or null: OpenAI
 * @param reasoning what was thought, or null: {@code reasoning_content} (vLLM, DeepSeek), {@code reasoning} (OpenRouter, vLLM),
 *     or the parts of the content that are thoughts (Mistral)
 */
record AssistantMessage(
        @Nullable String text,
        String finishReason,
        JsonNode toolCalls,
        @Nullable String refusal,
        @Nullable String reasoning) {

    static final String UNKNOWN = "unknown";

    /** Whoever is stopped by one has nothing to say. */
    private static final String FILTER = "content_filter";

    static AssistantMessage of(JsonNode choice, Expected expected) {
        JsonNode message = choice.path("message");
        if (!message.isObject()) {
            throw expected.butFound(Json.describe(message) + " in place of a message");
        }
        JsonNode content = message.path("content");
        return new AssistantMessage(
                text(content, expected),
                choice.path("finish_reason").asText(UNKNOWN).replaceFirst("^null$", UNKNOWN),
                ToolCall.in(message),
                firstText(message.path("refusal")),
                firstText(message.path("reasoning_content"), message.path("reasoning"), thoughts(content)));
    }

    private static @Nullable String text(JsonNode content, Expected expected) {
        if (content.isMissingNode() || content.isNull()) {
            return null;
        }
        if (!content.isArray()) {
            return expected.text(content, "a content");
        }
        String joined = joined(content, part -> part.path("type").asText("text").equals("text"));
        return joined.isEmpty() ? null : joined;
    }

    /**
     * Mistral: {@code {"type": "thinking", "thinking": [{"type": "text", "text"}]}}; Databricks: {@code {"type": "reasoning",
     * "summary": [{"type": "summary_text", "text"}]}}.
     */
    private static JsonNode thoughts(JsonNode content) {
        String thoughts = StreamSupport.stream(content.spliterator(), false)
                .map(part ->
                        joined(part.path("thinking"), thought -> true) + joined(part.path("summary"), thought -> true))
                .collect(Collectors.joining());
        return Json.textNode(thoughts);
    }

    private static String joined(JsonNode parts, Predicate<JsonNode> which) {
        return StreamSupport.stream(parts.spliterator(), false)
                .filter(which)
                .map(part -> part.path("text").asText())
                .collect(Collectors.joining());
    }

    private static @Nullable String firstText(JsonNode... candidates) {
        return Stream.of(candidates)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** Whether what was thought is all there is. */
    boolean hasOnlyThought() {
        return (text == null || text.isBlank()) && toolCalls.isEmpty() && refusal == null;
    }

    /** Whether there is nothing at all, and nothing that says why. */
    boolean isSilent() {
        return text == null && hasOnlyThought() && reasoning == null && !finishReason.equals(FILTER);
    }

    InferenceException saysNothing() {
        return unusable("nothing in place of a text, a tool call, a refusal or a thought (finish reason: "
                + finishReason + ")");
    }

    /** The model may say something else when it is asked again; if not, it is this record that it has no answer to. */
    static InferenceException unusable(String found) {
        return new InferenceException(Failure.of(
                        FailureKind.REJECTED,
                        "The assistant says nothing that can be used: the answer" + " holds " + found)
                .withManner(Manner.UNUSABLE_ANSWER));
    }
}
