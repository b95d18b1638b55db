package io.github.hfconnect.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.hfconnect.server.ApiResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a server says about a failure, in whichever of the known forms it says it.
 *
 * @param message empty where it says nothing
 * @param code such as {@code model_not_supported}
 * @param type such as {@code Validation}
 * @param estimatedSeconds until a loading model is there
 * @param suggestion what to do instead, in words, such as {@code retry after 60 seconds}
 */
public record ErrorBody(
        String message,
        @Nullable String code,
        @Nullable String type,
        @Nullable Double estimatedSeconds,
        @Nullable String suggestion) {

    /** Two patterns: one for both would look for the end anew from each beginning. */
    private static final Pattern TITLE = Pattern.compile("<title[^>]{0,200}+>", Pattern.CASE_INSENSITIVE);

    private static final Pattern END_OF_TITLE = Pattern.compile("</title>", Pattern.CASE_INSENSITIVE);

    public static ErrorBody of(ApiResponse response) {
        JsonNode root = json(response);
        String message =
                firstText(jsonMessage(root), plainMessage(response.answer().text()), header(response));
        JsonNode seconds = root.path("estimated_time");
        return new ErrorBody(
                message,
                firstText(root.at("/error/code"), root.path("code")),
                firstText(root.at("/error/type"), root.path("error_type"), root.path("type")),
                seconds.isNumber() ? seconds.doubleValue() : null,
                root.at("/error/fallback_suggestion").textValue());
    }

    private static JsonNode json(ApiResponse response) {
        try {
            return response.answer().tree();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** In the order of how much each form tells. */
    private static @Nullable String jsonMessage(JsonNode root) {
        JsonNode error = root.path("error");
        return firstText(
                texts(root.path("error_description")),
                texts(error),
                texts(error.path("message")),
                texts(root.path("errors")),
                texts(root.path("message")),
                texts(root.path("detail")),
                texts(root.path("title")));
    }

    /** A text, or the texts of a list: of its elements themselves or of what they call message. */
    private static @Nullable String texts(JsonNode node) {
        if (!node.isArray()) {
            return node.textValue();
        }
        List<String> texts = StreamSupport.stream(node.spliterator(), false)
                .map(ErrorBody::text)
                .filter(Objects::nonNull)
                .toList();
        return String.join("; ", texts);
    }

    private static @Nullable String text(JsonNode element) {
        JsonNode message = element.has("message") ? element.path("message") : element.path("msg");
        if (!message.isTextual()) {
            return element.textValue();
        }
        return place(element.path("loc")) + message.textValue();
    }

    /** Where in the request FastAPI found the fault, such as {@code body.inputs: }. */
    private static String place(JsonNode loc) {
        if (!loc.isArray() || loc.isEmpty()) {
            return "";
        }
        List<String> steps = StreamSupport.stream(loc.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        return String.join(".", steps) + ": ";
    }

    private static @Nullable String plainMessage(String text) {
        if (!text.stripLeading().startsWith("<")) {
            return text.strip();
        }
        Matcher title = TITLE.matcher(text);
        Matcher end = END_OF_TITLE.matcher(text);
        return title.find() && end.find(title.end())
                ? text.substring(title.end(), end.start()).strip()
                : "a page without a title";
    }

    private static @Nullable String header(ApiResponse response) {
        return response.headers().get("x-error-message");
    }

    private static String firstText(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate;
            }
        }
        return "";
    }

    private static @Nullable String firstText(JsonNode... candidates) {
        for (JsonNode candidate : candidates) {
            if (candidate.isValueNode() && !candidate.isNull()) {
                return candidate.asText();
            }
        }
        return null;
    }
}
