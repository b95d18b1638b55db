package io.github.hfconnect.server.openai;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Texts;
import java.util.List;

/**
 * {@code POST /v1/completions}. One prompt a call: some servers take a text only, and others take lists of a few, which
 * they do not say.
 */
public record OpenAiCompletion(CallSpec spec) implements ServerApi {

    public OpenAiCompletion {
        OpenAiBody.requireServed(spec);
    }

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        String prompt = Texts.of(inputs).get(0);
        return ApiRequest.postJson("v1/completions", OpenAiBody.of("prompt", prompt, spec, inputs));
    }
}
