package io.github.hfconnect.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The words of a failure, wherever in an answer they stand; the tests' {@code judgements} have a row of each form, with its source. */
final class ErrorMessage {

    /** Two patterns: one for both would look for the end anew from each beginning. HAProxy's pages have a heading only. */
    private static final Pattern TITLE = Pattern.compile("<(?:title|h1)[^>]{0,200}+>", Pattern.CASE_INSENSITIVE);

    private static final Pattern END_OF_TITLE = Pattern.compile("</(?:title|h1)>", Pattern.CASE_INSENSITIVE);

    private ErrorMessage() {}

    /** Of JSON, in the order of how much each form tells; null where it says nothing. */
    static @Nullable String of(JsonNode root) {
        JsonNode error = root.path("error");
        return Stream.of(
                        root.path("error_description"),
                        error,
                        // OpenRouter: what the provider said.
                        error.path("metadata").path("raw"),
                        error.path("message"),
                        // LiteLLM before 1.80.
                        error.path("message").path("error"),
                        root.path("errors"),
                        root.path("message"),
                        // Services of AWS write it with either letter.
                        root.path("Message"),
                        root.path("message").path("detail"),
                        root.path("detail"),
                        // KoboldCpp.
                        root.path("detail").path("msg"),
                        // Apache APISIX.
                        root.path("error_msg"),
                        // MiniMax.
                        root.path("base_resp").path("status_msg"),
                        root.path("title"))
                .map(ErrorMessage::texts)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    /** A text, or the texts of a list: of its elements themselves or of what they call message. */
    private static @Nullable String texts(JsonNode node) {
        if (!node.isArray()) {
            return node.textValue();
        }
        List<String> texts = StreamSupport.stream(node.spliterator(), false)
                .map(ErrorMessage::text)
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

    /** Of an answer that is no JSON: the title or heading of a page, anything else as it is. */
    static String ofPage(String text) {
        if (!text.stripLeading().startsWith("<")) {
            return text.strip();
        }
        Matcher title = TITLE.matcher(text);
        Matcher end = END_OF_TITLE.matcher(text);
        return title.find() && end.find(title.end())
                ? text.substring(title.end(), end.start()).strip()
                : "a page without a title";
    }
}
