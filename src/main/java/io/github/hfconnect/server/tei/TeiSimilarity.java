package io.github.hfconnect.server.tei;

import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Slots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /similarity}: {@code {"inputs": {"source_sentence", "sentences"}, "parameters"}} to a score for each sentence
 * (text-embeddings-inference 1.9.3, {@code router/src/http/types.rs}). It is the only route whose parameters have a name.
 */
record TeiSimilarity(CallSpec spec) implements ServerApi {

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        Map<String, Object> parameters = new LinkedHashMap<>(spec.parametersFor(inputs));
        parameters.putIfAbsent("truncate", true);
        byte[] body = Json.body("inputs", Slots.of(spec.task(), inputs), Map.of("parameters", parameters));
        return ApiRequest.postJson("similarity", body);
    }
}
