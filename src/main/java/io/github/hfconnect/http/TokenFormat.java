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
    /** Text Embeddings Inference 1.9: a list of tokens for each text, in calls of as many texts as any of its calls. */
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

    /** vLLM 0.10 ({@code TokenizeCompletionRequest} of {@code vllm/entrypoints/openai/protocol.py}): one text a call. */
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

    /** llama.cpp's server ({@code tools/server/README.md}): one text a call. */
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
