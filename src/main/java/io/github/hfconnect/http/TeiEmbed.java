package io.github.hfconnect.http;

import io.github.hfconnect.inference.Input;
import java.util.List;

/** {@code POST /embed}: pooled vectors, always in a list. */
final class TeiEmbed implements ServerApi {

    private final CallSpec spec;

    TeiEmbed(CallSpec spec) {
        this.spec = spec;
    }

    @Override
    public boolean takesLists() {
        return true;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        return ApiRequest.postJson("embed", TeiBody.of(Texts.of(inputs), spec, inputs));
    }

    @Override
    public List<Object> decode(ApiResponse response, List<Input> inputs) {
        return spec.read(response, inputs);
    }
}
