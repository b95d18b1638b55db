package io.github.hfconnect.http;

import io.github.hfconnect.inference.Input;
import java.util.List;

/** {@code POST /v1/embeddings} with a list of texts. */
final class OpenAiEmbeddings implements ServerApi {

    private final CallSpec spec;

    OpenAiEmbeddings(CallSpec spec) {
        OpenAiBody.requireServed(spec);
        this.spec = spec;
    }

    @Override
    public boolean takesLists() {
        return true;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        return ApiRequest.postJson("v1/embeddings", OpenAiBody.of("input", Texts.of(inputs), spec, inputs));
    }

    @Override
    public List<Object> decode(ApiResponse response, List<Input> inputs) {
        return OpenAiVectors.read(response, inputs.size());
    }
}
