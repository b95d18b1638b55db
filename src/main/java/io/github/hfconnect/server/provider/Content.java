package io.github.hfconnect.server.provider;

import io.github.hfconnect.answer.Json;
import io.github.hfconnect.answer.MagicBytes;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.DataUrl;
import io.github.hfconnect.task.Slots;
import io.github.hfconnect.task.Texts;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an input brings to the body of an order. */
final class Content {

    private Content() {}

    static String text(List<Input> inputs) {
        return Texts.of(inputs).get(0);
    }

    static ByteBuffer bytes(List<Input> inputs) {
        if (Slots.one(inputs).value() instanceof ByteBuffer bytes) {
            return bytes;
        }
        throw Slots.rejected("The task takes an image or a recording, but the input is no binary data");
    }

    static String dataUrl(List<Input> inputs, MagicBytes.Kinds kinds) {
        ByteBuffer bytes = bytes(inputs);
        String type = kinds.contentType(bytes);
        if (type == null) {
            throw Slots.rejected("The input is of no known kind: " + kinds.names());
        }
        return DataUrl.of(bytes, type);
    }

    static String imageUrl(List<Input> inputs) {
        return dataUrl(inputs, MagicBytes.IMAGE);
    }

    /** A model at its provider, which the Hub names before any order. */
    static String model(CallSpec spec) {
        return Objects.requireNonNull(spec.model(), "model");
    }

    /** Names and values by turns, in their order. */
    static Map<String, Object> values(Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }

    /** Values of the input, and the parameters beside them, which cannot replace them. */
    static ApiRequest order(String path, Map<String, ?> values, CallSpec spec, List<Input> inputs) {
        return ApiRequest.postJson(path, Json.body(values, spec.parametersFor(inputs)));
    }
}
