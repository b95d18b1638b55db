package io.github.hfconnect.server.openai;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Texts;
import java.util.List;

/** {@code POST /v1/embeddings} with a list of texts; with a single one as it is, because some servers take no list. */
public record OpenAiEmbeddings(CallSpec spec) implements ServerApi {

    public OpenAiEmbeddings {
        OpenAiBody.requireServed(spec);
    }

    @Override
    public boolean takesLists() {
        return true;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        List<String> texts = Texts.of(inputs);
        Object input = texts.size() == 1 ? texts.get(0) : texts;
        return ApiRequest.postJson("v1/embeddings", OpenAiBody.of("input", input, spec, inputs));
    }
}
