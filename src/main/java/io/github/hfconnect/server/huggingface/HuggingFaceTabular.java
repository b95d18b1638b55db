package io.github.hfconnect.server.huggingface;

import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Slots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code {"inputs": {"data": {"column": ["cell", ..], ..}}}}, as containers of community libraries take a table. */
record HuggingFaceTabular(CallSpec spec, String path) implements ServerApi {

    HuggingFaceTabular(CallSpec spec) {
        this(spec, HuggingFaceModel.path(spec, ""));
    }

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        Object table = Slots.of(spec.task(), inputs).get(Input.MAIN);
        Map<String, Object> parameters = spec.parametersFor(inputs);
        Map<String, Object> beside = new LinkedHashMap<>();
        if (!parameters.isEmpty()) {
            beside.put("parameters", parameters);
        }
        return ApiRequest.postJson(path, Json.body("inputs", Map.of("data", table), beside));
    }
}
