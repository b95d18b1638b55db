package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server says about a failure, in whichever of the known forms it says it.
 *
 * @param message empty where it says nothing
 * @param code such as {@code model_not_supported}
 * @param type such as {@code Validation}
 * @param param what of the request is at fault, such as {@code model} or {@code messages[0].content}
 * @param flagged whether it says why, or which part of, the input is not allowed: OpenRouter's {@code error.metadata}
 * @param estimatedSeconds until a loading model is there
 * @param retryDelay that Google's servers ask for
 * @param suggestion what to do instead, in words, such as {@code retry after 60 seconds}
 */
public record ErrorBody(
        String message,
        @Nullable String code,
        @Nullable String type,
        @Nullable String param,
        boolean flagged,
        @Nullable Double estimatedSeconds,
        @Nullable Duration retryDelay,
        @Nullable String suggestion) {

    /** {@code "45.8s"}: a duration as Google's JSON has it. */
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");

    /**
     * What an answer says.
     *
     * @param header what a header says beside it, or null
     */
    public static ErrorBody of(Answer answer, @Nullable String header) {
        JsonNode root = unwrapped(json(answer));
        String said = ErrorMessage.of(root);
        String plain = said == null ? ErrorMessage.ofPage(answer.text()) : said;
        return of(root, plain.isBlank() && header != null ? header : plain);
    }

    /** What a part of an answer says that has the same form, such as a choice that failed. */
    public static ErrorBody of(JsonNode part) {
        String said = ErrorMessage.of(part);
        return of(part, said == null ? "" : said);
    }

    private static ErrorBody of(JsonNode root, String message) {
        JsonNode error = root.path("error");
        JsonNode metadata = error.path("metadata");
        JsonNode seconds = root.path("estimated_time");
        return new ErrorBody(
                message,
                firstText(reason(error), error.path("code"), root.path("code")),
                firstText(error.path("type"), root.path("error_type"), root.path("type")),
                firstText(error.path("param"), root.path("param"), place(root)),
                metadata.has("reasons") || metadata.has("flagged_input"),
                seconds.isNumber() ? seconds.doubleValue() : null,
                retryDelay(error).orElse(null),
                error.path("fallback_suggestion").textValue());
    }

    private static JsonNode json(Answer answer) {
        try {
            return answer.tree();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Gemini answers a list of one error; gateways put the whole error of a server into their own one's message. */
    private static JsonNode unwrapped(JsonNode root) {
        JsonNode only = root.isArray() && root.size() == 1 ? root.path(0) : root;
        String message = only.at("/error/message").asText();
        if (!message.startsWith("{")) {
            return only;
        }
        try {
            JsonNode inner = Json.tree(message);
            return inner.has("error") ? inner : only;
        } catch (IOException e) {
            return only;
        }
    }

    /** Google's {@code ErrorInfo}, which is more exact than the code that stands for the status. */
    private static JsonNode reason(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            if (detail.hasNonNull("reason")) {
                return detail.path("reason");
            }
        }
        return error.path("innererror").path("code");
    }

    private static Optional<Duration> retryDelay(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            Matcher seconds = SECONDS.matcher(detail.path("retryDelay").asText());
            if (seconds.matches()) {
                return Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(seconds.group(1)) * 1000)));
            }
        }
        return Optional.empty();
    }

    /** FastAPI's {@code {"detail": [{"loc": ["body", "temperature"], ..}]}}, which Mistral puts into a message. */
    private static JsonNode place(JsonNode root) {
        JsonNode detail =
                root.has("detail") ? root.path("detail") : root.path("message").path("detail");
        JsonNode loc = detail.path(0).path("loc");
        return loc.path(0).asText().equals("body") ? loc.path(1) : MissingNode.getInstance();
    }

    /** LiteLLM writes Python's None. */
    private static @Nullable String firstText(JsonNode... candidates) {
        for (JsonNode candidate : candidates) {
            if (candidate.isValueNode()
                    && !candidate.isNull()
                    && !candidate.asText().equals("None")) {
                return candidate.asText();
            }
        }
        return null;
    }
}
