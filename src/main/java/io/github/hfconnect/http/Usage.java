package io.github.hfconnect.http;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.server.Headers;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call took, as the server counts it: in the headers of Hugging Face's own servers, or in the body's
 * {@code usage} of OpenAI-style ones and {@code meta} of Cohere-style ones.
 *
 * @param inputTokens of all inputs together, or null where the server does not say
 * @param outputTokens that were generated, or null where the server does not say
 */
record Usage(@Nullable Long inputTokens, @Nullable Long outputTokens) {

    private static final String IN = "prompt_tokens";

    private static final String OUT = "completion_tokens";

    private static final String ALL = "total_tokens";

    /**
     * With which a total may hold more that went in than {@code prompt_tokens} says: Mistral's transcriptions count their sound so, and
     * Anthropic's form what a cache holds.
     */
    private static final Set<String> BESIDE_THE_PROMPT =
            Set.of("prompt_audio_seconds", "cache_read_input_tokens", "cache_creation_input_tokens");

    /**
     * What headers and body say.
     *
     * @param body the counts in {@link Answer#usage()}, by name
     */
    static Usage of(Headers headers, Map<String, Long> body) {
        Long output = firstKnown(
                generated(body),
                body.get(OUT),
                body.get("output_tokens"),
                body.get("tokens.output_tokens"),
                body.get("billed_units.output_tokens"),
                count(headers.get("x-generated-tokens")));
        Long input = firstKnown(
                body.get(IN),
                body.get("input_tokens"),
                body.get("tokens.input_tokens"),
                body.get("billed_units.input_tokens"),
                count(headers.get("x-prompt-tokens")),
                count(headers.get("x-compute-tokens")),
                // Voyage, whose models generate nothing.
                output == null ? body.get(ALL) : null);
        return new Usage(input, output);
    }

    /**
     * Where prompt, answer and total are counted: xAI's total holds what a model has thought beside its answer, which is billed as it
     * (docs.x.ai/docs/guides/reasoning), and that of gateways before Gemini, too. Elsewhere the three add up.
     */
    private static @Nullable Long generated(Map<String, Long> body) {
        Long in = body.get(IN);
        Long out = body.get(OUT);
        Long all = body.get(ALL);
        if (in == null || out == null || all == null) {
            return null;
        }
        return BESIDE_THE_PROMPT.stream().noneMatch(body::containsKey) ? Math.max(out, all - in) : null;
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
