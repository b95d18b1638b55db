package io.github.hfconnect.server.huggingface;

import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Slots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code {"inputs": {"slot": .., ..}, "parameters": {..}}} to a model's address: one input a call. */
record HuggingFaceSlots(CallSpec spec, String path) implements ServerApi {

    static ServerApi of(CallSpec spec) {
        return new HuggingFaceSlots(spec, HuggingFaceModel.path(spec, ""));
    }

    /** With the suffix that makes models of the tag feature-extraction compare sentences. */
    static ServerApi sentenceSimilarity(CallSpec spec) {
        return new HuggingFaceSlots(spec, HuggingFaceModel.path(spec, "/pipeline/sentence-similarity"));
    }

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        Map<String, Object> parameters = spec.parametersFor(inputs);
        Map<String, Object> beside = new LinkedHashMap<>();
        if (!parameters.isEmpty()) {
            beside.put("parameters", parameters);
        }
        return ApiRequest.postJson(path, Json.body("inputs", Slots.of(spec.task(), inputs), beside));
    }
}
