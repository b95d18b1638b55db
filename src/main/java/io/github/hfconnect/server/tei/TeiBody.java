package io.github.hfconnect.server.tei;

import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.CallSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the request bodies of text-embeddings-inference have in common: parameters at the root. */
final class TeiBody {

    private TeiBody() {}

    /**
     * A body that always says whether longer texts are cut, and cuts them unless {@code parameters.truncate} says
     * otherwise: the server's own default ({@code --auto-truncate}) went from no to yes with version 1.9 ({@code router/src/main.rs}).
     */
    static byte[] of(Object value, CallSpec spec, List<Input> inputs) {
        Map<String, Object> parameters = new LinkedHashMap<>(spec.parametersFor(inputs));
        parameters.putIfAbsent("truncate", true);
        return Json.body("inputs", value, parameters);
    }
}
