package io.github.hfconnect.server.tei;

import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Slots;
import io.github.hfconnect.task.TextRanking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /rerank}: query, texts and parameters side by side (text-embeddings-inference, {@code router/src/http/types.rs}). */
record TeiRerank(CallSpec spec) implements ServerApi {

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        Map<String, Object> beside = new LinkedHashMap<>(Slots.of(spec.task(), inputs));
        String query = String.valueOf(beside.remove(TextRanking.QUERY));
        spec.parametersFor(inputs).forEach(beside::putIfAbsent);
        beside.putIfAbsent("truncate", true);
        return ApiRequest.postJson("rerank", Json.body(TextRanking.QUERY, query, beside));
    }
}
