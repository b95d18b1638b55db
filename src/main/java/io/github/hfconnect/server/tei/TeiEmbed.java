package io.github.hfconnect.server.tei;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Texts;
import java.util.List;

/** {@code POST /embed}: pooled vectors, always in a list. */
record TeiEmbed(CallSpec spec) implements ServerApi {

    @Override
    public boolean takesLists() {
        return true;
    }

    /** It pools by itself, without the padding. */
    @Override
    public boolean takesCompany() {
        return true;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        return ApiRequest.postJson("embed", TeiBody.of(Texts.of(inputs), spec, inputs));
    }
}
