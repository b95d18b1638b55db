package io.github.hfconnect.server.vllm;

import io.github.hfconnect.server.CallSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What vLLM's models that pool do with a text longer than they take: by itself each route refuses it. {@code -1} stands
 * for the model's own length (vLLM 0.20, {@code vllm/entrypoints/pooling/base/protocol.py}).
 */
final class VllmLongText {

    private static final String TRUNCATE = "truncate_prompt_tokens";

    private VllmLongText() {}

    /** The same with longer texts cut, as other servers of these tasks cut them, unless a length is configured. */
    static CallSpec cut(CallSpec spec) {
        Map<String, Object> parameters = new LinkedHashMap<>(spec.parameters());
        parameters.putIfAbsent(TRUNCATE, -1);
        return spec.with(parameters);
    }
}
