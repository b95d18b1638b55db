package io.github.hfconnect.server.tgi;

import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Texts;
import java.util.List;
import java.util.Map;

/** {@code POST /generate} (3.3.6, {@code router/src/server.rs}): one prompt a call, parameters under their name. */
record TgiGenerate(CallSpec spec) implements ServerApi {

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        String prompt = Texts.of(inputs).get(0);
        Map<String, ?> parameters = Map.of("parameters", spec.parametersFor(inputs));
        return ApiRequest.postJson("generate", Json.body("inputs", prompt, parameters));
    }
}
