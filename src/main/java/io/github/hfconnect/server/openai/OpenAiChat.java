package io.github.hfconnect.server.openai;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.StructuredChat;
import io.github.hfconnect.task.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/chat/completions}: the input is the user's message, after the configured system prompt. */
public final class OpenAiChat implements ServerApi {

    private final CallSpec spec;
    private final ResponseFormat format;

    public OpenAiChat(CallSpec spec) {
        this(spec, ResponseFormat.OPENAI);
    }

    /**
     * With a server kind's own way to be told a schema.
     *
     * @param ofOwnEndpoint behind the router it depends on the provider
     */
    public OpenAiChat(CallSpec spec, ResponseFormat ofOwnEndpoint) {
        OpenAiBody.requireServed(spec);
        this.spec = spec;
        this.format = spec.router() ? ResponseFormat.behindRouter(OpenAiBody.provider(spec)) : ofOwnEndpoint;
    }

    @Override
    public CallSpec spec() {
        return spec;
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
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("messages", messages);
        if (spec.task() instanceof StructuredChat chat) {
            values.put("response_format", format.of(chat.schema()));
        }
        return ApiRequest.postJson("v1/chat/completions", OpenAiBody.of(values, spec, inputs));
    }

    /** In the order in which everybody writes it. */
    private static Map<String, String> message(String role, String content) {
        Map<String, String> message = new LinkedHashMap<>();
        message.put("role", role);
        message.put("content", content);
        return message;
    }
}
