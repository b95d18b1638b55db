package io.github.hfconnect.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a call took, as the server counts it: in the headers of Hugging Face's own servers, or in the body's
 * {@code usage} of OpenAI-style ones.
 *
 * @param inputTokens of all inputs together, or null where the server does not say
 * @param outputTokens that were generated, or null where the server does not say
 */
record Usage(@Nullable Long inputTokens, @Nullable Long outputTokens) {

    static Usage of(ApiResponse response) {
        Map<String, Long> body = inBody(response.body());
        Headers headers = response.headers();
        return new Usage(
                firstKnown(
                        body.get("prompt_tokens"),
                        count(headers.get("x-prompt-tokens")),
                        count(headers.get("x-compute-tokens"))),
                firstKnown(body.get("completion_tokens"), count(headers.get("x-generated-tokens"))));
    }

    /** Read as it streams by: an answer of many vectors is too large for a tree. */
    private static Map<String, Long> inBody(byte[] body) {
        try (JsonParser parser = Json.parser(body)) {
            if (parser.nextToken() == JsonToken.START_OBJECT && moveToUsage(parser)) {
                return counts(parser);
            }
        } catch (IOException e) {
            // Whether the answer is one is for its task to say.
            return Map.of();
        }
        return Map.of();
    }

    private static boolean moveToUsage(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals("usage");
            if (parser.nextToken() == JsonToken.START_OBJECT && found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static Map<String, Long> counts(JsonParser parser) throws IOException {
        Map<String, Long> counts = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && parser.getLongValue() >= 0) {
                counts.put(name, parser.getLongValue());
            }
            parser.skipChildren();
        }
        return counts;
    }

    private static @Nullable Long count(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }

    private static @Nullable Long firstKnown(@Nullable Long... counts) {
        for (Long count : counts) {
            if (count != null) {
                return count;
            }
        }
        return null;
    }
}
