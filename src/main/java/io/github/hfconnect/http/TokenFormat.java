package io.github.hfconnect.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.server.ApiRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How servers are asked how many tokens a text has, with those that the model wants around it. */
enum TokenFormat {
    /**
     * Text Embeddings Inference 1.9 ({@code TokenizeRequest} of {@code router/src/http/types.rs}): a list of tokens for each text, in
     * calls of as many texts as any of its calls.
     */
    TEI(32) {
        @Override
        ApiRequest request(List<String> texts, @Nullable String model) {
            return post("tokenize", Map.of("inputs", texts, "add_special_tokens", true));
        }

        @Override
        List<Integer> counts(JsonNode answer) {
            List<Integer> counts = new ArrayList<>();
            answer.forEach(tokens -> counts.add(tokens.isArray() ? tokens.size() : UNKNOWN));
            return counts;
        }
    },

    /**
     * vLLM: {@code {"model"?, "prompt", "add_special_tokens"}} is answered {@code {"count", "max_model_len", "tokens", ..}}, one text a
     * call ({@code TokenizeCompletionRequest} and {@code TokenizeResponse}; in 0.10 of {@code vllm/entrypoints/openai/protocol.py}, in
     * 0.20 of {@code vllm/entrypoints/serve/tokenize/protocol.py}).
     */
    VLLM(1) {
        @Override
        ApiRequest request(List<String> texts, @Nullable String model) {
            Map<String, Object> body = new LinkedHashMap<>();
            if (model != null) {
                body.put("model", model);
            }
            body.put("prompt", texts.get(0));
            body.put("add_special_tokens", true);
            return post("/tokenize", body);
        }

        @Override
        List<Integer> counts(JsonNode answer) {
            return List.of(answer.path("count").asInt(UNKNOWN));
        }
    },

    /**
     * llama.cpp's server: {@code {"content", "add_special"}} is answered {@code {"tokens": [1, 2, ..]}}, one text a call, since a list
     * would be one text in parts ({@code handle_tokenize} of {@code tools/server/server.cpp} in 2025, {@code post_tokenize} of {@code
     * tools/server/server-context.cpp} since). Without {@code add_special} it leaves out the model's own tokens.
     */
    LLAMA_CPP(1) {
        @Override
        ApiRequest request(List<String> texts, @Nullable String model) {
            return post("/tokenize", Map.of("content", texts.get(0), "add_special", true));
        }

        @Override
        List<Integer> counts(JsonNode answer) {
            JsonNode tokens = answer.path("tokens");
            return List.of(tokens.isArray() ? tokens.size() : UNKNOWN);
        }
    };

    /** In the place of a number that an answer does not say. */
    static final int UNKNOWN = -1;

    private final int mostTexts;

    TokenFormat(int mostTexts) {
        this.mostTexts = mostTexts;
    }

    /** How many texts a call may carry. */
    int mostTexts() {
        return mostTexts;
    }

    abstract ApiRequest request(List<String> texts, @Nullable String model);

    /** The number of tokens of each text, {@link #UNKNOWN} where that is not what was asked for. */
    abstract List<Integer> counts(JsonNode answer);

    private static ApiRequest post(String path, Map<String, Object> body) {
        return ApiRequest.postJson(path, Json.body(body, Map.of()));
    }
}
