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
 * {@code {"inputs": "text" | ["text", ..], "parameters": {..}}} to a model's address: how most tasks are asked of a
 * transformers pipeline. What is said of hf-inference is that of {@code handler.py} of huggingface-inference-toolkit (branch {@code
 * dev/api-inference-mini-fork} of 2025-08) and of the official clients' recorded answers; of Inference Endpoints, the {@code main} of that.
 *
 * <p>A single input goes as a string, which every container takes; an answer to it, nested or flat, can only mean this
 * input.
 *
 * @param takesLists whether the pipeline answers a list with one answer for each of its elements
 * @param defaults parameters that are sent unless they are configured
 */
record HuggingFacePipeline(CallSpec spec, String path, boolean takesLists, Map<String, Object> defaults)
        implements ServerApi {

    /** What hf-inference answers by default ({@code DEFAULT_TOP_K}). */
    private static final int LABELS = 5;

    /** Of a pipeline that takes lists. */
    static HuggingFacePipeline of(CallSpec spec) {
        return new HuggingFacePipeline(spec, HuggingFaceModel.path(spec, ""), true, Map.of());
    }

    /**
     * Always with {@code top_k}: without it hf-inference answers a list with one inner list that holds the best label of
     * each input, which looks like the labels of one.
     */
    static HuggingFacePipeline textClassification(CallSpec spec) {
        return of(spec).with("top_k", LABELS);
    }

    /** Always with {@code aggregation_strategy}, because hf-inference and Inference Endpoints differ in the default: simple, none. */
    static HuggingFacePipeline tokenClassification(CallSpec spec) {
        return of(spec).with("aggregation_strategy", "simple");
    }

    /**
     * One prompt a call, because text-generation-inference takes no list (3.3.6, {@code GenerateRequest} of {@code router/src/lib.rs});
     * without the prompt in the answer.
     */
    static HuggingFacePipeline textGeneration(CallSpec spec) {
        return new HuggingFacePipeline(spec, HuggingFaceModel.path(spec, ""), false, Map.of("return_full_text", false));
    }

    /** Of a pipeline whose answer is one thing, such as an image. */
    static HuggingFacePipeline one(CallSpec spec) {
        return new HuggingFacePipeline(spec, HuggingFaceModel.path(spec, ""), false, Map.of());
    }

    private HuggingFacePipeline with(String parameter, Object value) {
        return new HuggingFacePipeline(spec, path, takesLists, Map.of(parameter, value));
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        List<String> texts = Texts.of(inputs);
        Object value = texts.size() == 1 ? texts.get(0) : texts;
        Map<String, Object> parameters = new LinkedHashMap<>(spec.parametersFor(inputs));
        defaults.forEach(parameters::putIfAbsent);
        Map<String, ?> beside = parameters.isEmpty() ? Map.of() : Map.of("parameters", parameters);
        return ApiRequest.postJson(path, Json.body("inputs", value, beside));
    }
}
