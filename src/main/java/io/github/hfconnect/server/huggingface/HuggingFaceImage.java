package io.github.hfconnect.server.huggingface;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import java.util.List;

/**
 * Asks for the image itself: the default container of Inference Endpoints answers base64 in JSON unless it reads one content type of its
 * list, as it is written there (huggingface-inference-toolkit, main of 2025-08, {@code serialization/base.py}).
 *
 * @param api how the rest is asked
 */
record HuggingFaceImage(ServerApi api) implements ServerApi {

    private static final String ACCEPTED = "image/png";

    static ServerApi fromText(CallSpec spec) {
        return new HuggingFaceImage(HuggingFacePipeline.one(spec));
    }

    static ServerApi fromImage(CallSpec spec) {
        return new HuggingFaceImage(HuggingFaceBinary.of(spec));
    }

    @Override
    public CallSpec spec() {
        return api.spec();
    }

    @Override
    public boolean takesLists() {
        return api.takesLists();
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        return api.encode(inputs).accepting(ACCEPTED);
    }
}
