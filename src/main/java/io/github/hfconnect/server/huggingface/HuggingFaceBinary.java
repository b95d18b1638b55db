package io.github.hfconnect.server.huggingface;

import io.github.hfconnect.answer.Json;
import io.github.hfconnect.answer.MagicBytes;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.Headers;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Slots;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * One image, sound or video to a model's address: the bytes as they are, which every container takes; with parameters
 * {@code {"inputs": "base64", "parameters": {..}}}, because bytes leave no place for them.
 */
record HuggingFaceBinary(CallSpec spec, String path, MagicBytes.Kinds kinds) implements ServerApi {

    static ServerApi of(CallSpec spec) {
        return new HuggingFaceBinary(spec, HuggingFaceModel.path(spec, ""), MagicBytes.IMAGE_OR_SOUND);
    }

    static ServerApi ofVideo(CallSpec spec) {
        return new HuggingFaceBinary(spec, HuggingFaceModel.path(spec, ""), MagicBytes.VIDEO);
    }

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        if (!(Slots.one(inputs).value() instanceof ByteBuffer bytes)) {
            throw Slots.rejected("The task takes an image, sound or video, but the input is no binary data");
        }
        Map<String, Object> parameters = spec.parametersFor(inputs);
        return parameters.isEmpty()
                ? raw(bytes)
                : ApiRequest.postJson(path, Json.body("inputs", bytes, Map.of("parameters", parameters)));
    }

    /**
     * A content type that a server does not know ends the task ({@code serialization/base.py} of the default container), so it is not
     * left to chance.
     */
    private ApiRequest raw(ByteBuffer bytes) {
        String contentType = kinds.contentType(bytes);
        if (contentType == null) {
            throw Slots.rejected("The input is of no known kind: " + kinds.names());
        }
        byte[] body = new byte[bytes.remaining()];
        bytes.duplicate().get(body);
        return new ApiRequest("POST", path, Headers.EMPTY, contentType, body);
    }
}
