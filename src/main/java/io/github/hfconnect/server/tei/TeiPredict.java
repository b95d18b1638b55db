package io.github.hfconnect.server.tei;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Texts;
import java.util.List;

/**
 * {@code POST /predict}: always the nested form {@code [["a"], ["b"]]}, because {@code ["a", "b"]} is one pair of texts
 * (text-embeddings-inference, {@code PredictInput} in {@code router/src/http/types.rs}).
 */
record TeiPredict(CallSpec spec) implements ServerApi {

    @Override
    public boolean takesLists() {
        return true;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        List<List<String>> singles = Texts.of(inputs).stream().map(List::of).toList();
        return ApiRequest.postJson("predict", TeiBody.of(singles, spec, inputs));
    }
}
