package io.github.hfconnect.http;

import io.github.hfconnect.inference.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code {"inputs": "text" | ["text", ..], "parameters": {..}}} to a model's address.
 *
 * <p>A single input goes as a string, which every container takes; both answers to it, nested and flat, can only mean
 * this input. {@code top_k} is always sent, because without it hf-inference answers a list with one inner list that
 * holds the best label of each input, which looks like the labels of one.
 */
final class HuggingFaceTextClassification implements ServerApi {

    /** What hf-inference answers by default. */
    private static final int DEFAULT_TOP_K = 5;

    private final CallSpec spec;
    private final String path;

    HuggingFaceTextClassification(CallSpec spec) {
        this.spec = spec;
        this.path = HuggingFaceModel.path(spec, "");
    }

    @Override
    public boolean takesLists() {
        return true;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        List<String> texts = Texts.of(inputs);
        Object value = texts.size() == 1 ? texts.get(0) : texts;
        Map<String, Object> parameters = new LinkedHashMap<>(spec.parametersFor(inputs));
        parameters.putIfAbsent("top_k", DEFAULT_TOP_K);
        return ApiRequest.postJson(path, Json.body("inputs", value, Map.of("parameters", parameters)));
    }

    @Override
    public List<Object> decode(ApiResponse response, List<Input> inputs) {
        return spec.task().read(response, inputs);
    }
}
