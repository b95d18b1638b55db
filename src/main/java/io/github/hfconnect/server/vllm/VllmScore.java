package io.github.hfconnect.server.vllm;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.openai.OpenAiBody;
import io.github.hfconnect.task.SentenceSimilarity;
import io.github.hfconnect.task.Slots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /score}: one text against several. By the names that every version knows; 0.20 documents {@code queries}
 * and {@code documents} and takes these too ({@code vllm/entrypoints/pooling/scoring/protocol.py}).
 */
record VllmScore(CallSpec spec) implements ServerApi {

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        Map<String, Object> slots = Slots.of(spec.task(), inputs);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("text_1", slots.get(SentenceSimilarity.SOURCE));
        values.put("text_2", slots.get(SentenceSimilarity.SENTENCES));
        return ApiRequest.postJson("/score", OpenAiBody.of(values, spec, inputs));
    }
}
