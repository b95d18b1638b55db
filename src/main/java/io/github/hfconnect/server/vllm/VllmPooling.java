package io.github.hfconnect.server.vllm;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.openai.OpenAiBody;
import io.github.hfconnect.task.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /pooling} with the name of what is wanted (vLLM 0.20, {@code docs/models/pooling_models/pooling.md}). In
 * numbers rather than base64, which leaves out how many numbers a token has.
 *
 * @param pooling one of the server's pooling tasks
 */
record VllmPooling(CallSpec spec, String pooling) implements ServerApi {

    /** A vector for each token, as ColBERT models make them. */
    static ServerApi ofTokens(CallSpec spec) {
        return new VllmPooling(spec, "token_embed");
    }

    /**
     * A vector for each text; of a SPLADE model as wide as its vocabulary, with zeros for all terms but a few
     * ({@code SPLADESparsePooler} in {@code vllm/model_executor/models/bert.py}). A server that was started for weights of
     * tokens, as for BGE-M3, is asked for these with {@code parameters.task=token_classify}: it serves one task, and
     * does not say which.
     */
    static ServerApi ofTexts(CallSpec spec) {
        return VllmTokenWeights.TASK.equals(spec.parameters().get("task"))
                ? new VllmTokenWeights(spec)
                : new VllmPooling(spec, "embed");
    }

    @Override
    public boolean takesLists() {
        return true;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("task", pooling);
        values.put("input", Texts.of(inputs));
        return ApiRequest.postJson("/pooling", OpenAiBody.of(values, spec, inputs));
    }
}
