package io.github.hfconnect.http;

import io.github.hfconnect.inference.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/chat/completions}: the input is the user's message, after the configured system prompt. */
final class OpenAiChat implements ServerApi {

    private final CallSpec spec;

    OpenAiChat(CallSpec spec) {
        OpenAiBody.requireServed(spec);
        this.spec = spec;
    }

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        List<Map<String, String>> messages = new ArrayList<>();
        if (spec.systemPrompt() != null) {
            messages.add(message("system", spec.systemPrompt()));
        }
        Texts.of(inputs).forEach(text -> messages.add(message("user", text)));
        return ApiRequest.postJson("v1/chat/completions", OpenAiBody.of("messages", messages, spec, inputs));
    }

    /** In the order in which everybody writes it. */
    private static Map<String, String> message(String role, String content) {
        Map<String, String> message = new LinkedHashMap<>();
        message.put("role", role);
        message.put("content", content);
        return message;
    }

    @Override
    public List<Object> decode(ApiResponse response, List<Input> inputs) {
        return spec.task().read(response, inputs);
    }
}
