package io.github.hfconnect.server.openai;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Texts;
import java.util.List;

/**
 * {@code POST /v1/completions}: {@code {"model", "prompt"}}. One prompt a call: Ollama takes a text only ({@code
 * openai/openai.go}), and text-generation-inference 3.3.6 lists of four unless its {@code max_client_batch_size} says
 * otherwise ({@code router/src}); neither tells a client so beforehand.
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
