package io.github.hfconnect.http;

import io.github.hfconnect.inference.Input;
import java.util.List;
import java.util.Map;

/** {@code POST /generate}: one prompt a call, parameters under their name. */
final class TgiGenerate implements ServerApi {

    private final CallSpec spec;

    TgiGenerate(CallSpec spec) {
        this.spec = spec;
    }

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

    @Override
    public List<Object> decode(ApiResponse response, List<Input> inputs) {
        return spec.read(response, inputs);
    }
}
