package io.github.hfconnect.http;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.server.Headers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call took, as the server counts it: in the headers of Hugging Face's own servers, or in the body's
 * {@code usage} of OpenAI-style ones.
 *
 * @param inputTokens of all inputs together, or null where the server does not say
 * @param outputTokens that were generated, or null where the server does not say
 */
record Usage(@Nullable Long inputTokens, @Nullable Long outputTokens) {

    /**
     * What headers and body say.
     *
     * @param body the counts in {@link Answer#usage()}, by name
     */
    static Usage of(Headers headers, Map<String, Long> body) {
        return new Usage(
                firstKnown(
                        body.get("prompt_tokens"),
                        count(headers.get("x-prompt-tokens")),
                        count(headers.get("x-compute-tokens"))),
                firstKnown(body.get("completion_tokens"), count(headers.get("x-generated-tokens"))));
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
