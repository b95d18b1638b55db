package io.github.hfconnect.server.openai;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Slots;
import io.github.hfconnect.task.TextRanking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /v1/rerank}: {@code {"model", "query", "documents"}}, as llama.cpp (README of its server), vLLM 0.20
 * (documentation of its pooling models) and SGLang (sgl-project/sglang#30434) take it. One query a call.
 */
public record OpenAiRerank(CallSpec spec) implements ServerApi {

    public OpenAiRerank {
        OpenAiBody.requireServed(spec);
    }

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        Map<String, Object> slots = Slots.of(spec.task(), inputs);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(TextRanking.QUERY, slots.get(TextRanking.QUERY));
        body.put("documents", slots.get(TextRanking.TEXTS));
        return ApiRequest.postJson("v1/rerank", OpenAiBody.of(body, spec, inputs));
    }
}
