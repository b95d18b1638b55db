package io.github.hfconnect.server.huggingface;

import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code {"inputs": ["text", ..], ..}} with the parameters at the root, to a model's address; on the router with the
 * pipeline suffix, which also makes models of the tag sentence-similarity answer vectors ({@code makeRoute} of {@code
 * providers/hf-inference.ts} of the official client 4.13.30).
 *
 * <p>A single input goes as a list of one: to a plain string a two-dimensional answer could be one pooled vector or one
 * vector for each token. Whether longer texts are cut is always said, because the servers behind this address differ in
 * what they do by themselves.
 */
public record HuggingFaceFeatureExtraction(CallSpec spec, String path) implements ServerApi {

    HuggingFaceFeatureExtraction(CallSpec spec) {
        this(spec, HuggingFaceModel.path(spec, "/pipeline/feature-extraction"));
    }

    @Override
    public boolean takesLists() {
        return true;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        Map<String, Object> parameters = new LinkedHashMap<>(spec.parametersFor(inputs));
        parameters.putIfAbsent("truncate", true);
        return ApiRequest.postJson(path, Json.body("inputs", Texts.of(inputs), parameters));
    }
}
