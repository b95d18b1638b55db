package io.github.hfconnect.server.vllm;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.openai.OpenAiBody;
import io.github.hfconnect.task.Texts;
import java.util.List;

/**
 * Texts to a model that classifies: {@code POST /classify} of vLLM 0.20 ({@code docs/models/pooling_models/classify.md}), {@code POST
 * /v1/classify} of SGLang 0.5 ({@code serving_classify.py}), where {@code /classify} is a route of another form.
 */
record VllmClassify(CallSpec spec, String path) implements ServerApi {

    static ServerApi vllm(CallSpec spec) {
        return new VllmClassify(spec, "/classify");
    }

    static ServerApi sglang(CallSpec spec) {
        return new VllmClassify(spec, "v1/classify");
    }

    @Override
    public boolean takesLists() {
        return true;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        return ApiRequest.postJson(path, OpenAiBody.of("input", Texts.of(inputs), spec, inputs));
    }
}
