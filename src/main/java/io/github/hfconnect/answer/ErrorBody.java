package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a server says about a failure, in whichever of the known forms it says it: the tests' {@code judgements} have a row of each.
 *
 * @param message empty where it says nothing
 * @param code such as {@code model_not_supported}
 * @param type such as {@code Validation}
 * @param param what of the request is at fault, such as {@code model} or {@code messages[0].content}
 * @param flagged whether it says why, or which part of, the input is not allowed: OpenRouter's {@code error.metadata}
 * @param asksToWait whether its headers say when to ask again
 * @param estimatedSeconds until a loading model is there
 * @param retryDelay that Google's servers and Replicate ask for
 * @param suggestion what to do instead, in words, such as {@code retry after 60 seconds}
 */
public record ErrorBody(
        String message,
        @Nullable String code,
        @Nullable String type,
        @Nullable String param,
        boolean flagged,
        boolean asksToWait,
        @Nullable Double estimatedSeconds,
        @Nullable Duration retryDelay,
        @Nullable String suggestion) {

    /**
     * What an answer says.
     *
     * @param headers that came with it
     */
    public static ErrorBody of(Answer answer, ErrorHeaders headers) {
        JsonNode root = Relayed.error(answer);
        String said = ErrorMessage.of(root);
        String plain = said == null ? ErrorMessage.ofPage(answer.text()) : said;
        return of(root, plain.isBlank() ? headers.message() : plain, headers);
    }

    /** What a part of an answer says that has the same form, such as a choice that failed. */
    public static ErrorBody of(JsonNode part) {
        String said = ErrorMessage.of(part);
        return of(part, said == null ? "" : said, name -> null);
    }

    /** The message from where the server's own words begin, behind what gateways put before them. */
    public String ownWords() {
        return message.substring(Relayed.begin(message));
    }

    private static ErrorBody of(JsonNode root, String message, ErrorHeaders headers) {
        JsonNode error = root.path("error");
        JsonNode metadata = error.path("metadata");
        JsonNode seconds = root.path("estimated_time");
        String type = firstText(
                error.path("type"),
                root.path("error_type"),
                root.path("type"),
                detail(root).path("type"),
                words(error.path("status")));
        return new ErrorBody(
                message,
                firstText(
                        reason(error),
                        error.path("code"),
                        root.path("reason"),
                        root.path("error_code"),
                        root.path("code"),
                        root.path("errors").path(0).path("code"),
                        root.path("base_resp").path("status_code"),
                        root.path("__type")),
                type == null ? headers.type() : type,
                firstText(error.path("param"), root.path("param"), place(root)),
                metadata.has("reasons") || metadata.has("flagged_input"),
                headers.asksToWait(),
                seconds.isNumber() ? seconds.doubleValue() : null,
                AskedDelay.of(root),
                error.path("fallback_suggestion").textValue());
    }

    /**
     * What is more exact than the code that stands for the status: Google's {@code ErrorInfo}, Anthropic's {@code details}, Azure's inner
     * error.
     */
    private static JsonNode reason(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            if (detail.hasNonNull("reason")) {
                return detail.path("reason");
            }
        }
        JsonNode ofAnthropic = error.path("details").path("error_code");
        return ofAnthropic.isTextual() ? ofAnthropic : error.path("innererror").path("code");
    }

    private static JsonNode place(JsonNode root) {
        JsonNode loc = detail(root).path("loc");
        return loc.path(0).asText().equals("body") ? loc.path(1) : MissingNode.getInstance();
    }

    /**
     * FastAPI's {@code {"detail": [{"loc": ["body", "temperature"], "type", ..}]}}, which Mistral puts into a message, and in which fal
     * has types of its own (fal.ai/docs/documentation/model-apis/errors).
     */
    private static JsonNode detail(JsonNode root) {
        JsonNode details =
                root.has("detail") ? root.path("detail") : root.path("message").path("detail");
        return details.path(0);
    }

    /** Google's name of a status, and not the number that others write there. */
    private static JsonNode words(JsonNode status) {
        return status.isTextual() ? status : MissingNode.getInstance();
    }

    /** LiteLLM writes Python's None, KServe an empty text. */
    private static @Nullable String firstText(JsonNode... candidates) {
        for (JsonNode candidate : candidates) {
            if (candidate.isValueNode()
                    && !candidate.isNull()
                    && !candidate.asText().isEmpty()
                    && !candidate.asText().equals("None")) {
                return candidate.asText();
            }
        }
        return null;
    }
}
