package io.github.hfconnect.server.openai;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.schema.AnswerSchema;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Slots;
import io.github.hfconnect.task.Texts;
import io.github.hfconnect.task.chat.Chat;
import io.github.hfconnect.task.chat.MediaChat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /v1/chat/completions}: the input is the user's message, after the configured system prompt. With pictures,
 * recordings or films it is a list of parts: the words, and then these.
 */
public final class OpenAiChat implements ServerApi {

    private final CallSpec spec;
    private final ResponseFormat format;
    private final ContentPart sound;

    public OpenAiChat(CallSpec spec) {
        this(spec, ResponseFormat.OPENAI);
    }

    /**
     * With a server kind's own way to be told a schema.
     *
     * @param ofOwnEndpoint behind the router it depends on the provider
     */
    public OpenAiChat(CallSpec spec, ResponseFormat ofOwnEndpoint) {
        this(spec, ofOwnEndpoint, ContentPart.INPUT_AUDIO);
    }

    /**
     * With a server kind's own way to take recordings, too.
     *
     * @param sound a part of a message with a recording
     */
    public OpenAiChat(CallSpec spec, ResponseFormat ofOwnEndpoint, ContentPart sound) {
        OpenAiBody.requireServed(spec);
        this.spec = spec;
        this.format = spec.router() ? ResponseFormat.behindRouter(OpenAiBody.provider(spec)) : ofOwnEndpoint;
        this.sound = sound;
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
        List<Map<String, Object>> messages = new ArrayList<>();
        if (spec.systemPrompt() != null) {
            messages.add(message("system", spec.systemPrompt()));
        }
        messages.add(message("user", content(inputs)));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("messages", messages);
        AnswerSchema schema = spec.task() instanceof Chat chat ? chat.schema() : null;
        if (schema != null) {
            values.put("response_format", format.of(schema));
        }
        return ApiRequest.postJson("v1/chat/completions", OpenAiBody.of(values, spec, inputs));
    }

    private Object content(List<Input> inputs) {
        if (!(spec.task() instanceof MediaChat chat)) {
            return Texts.of(inputs).get(0);
        }
        List<Map<String, Object>> parts = new ArrayList<>();
        Map<String, Object> slots = Slots.of(chat, inputs);
        if (slots.get(Input.MAIN) instanceof String words) {
            parts.add(ContentPart.text(words));
        }
        if (slots.get(chat.media().name()) instanceof List<?> media) {
            ContentPart part = part(chat.media().name());
            media.forEach(medium -> parts.add(part.of(medium)));
        }
        return parts;
    }

    private ContentPart part(String medium) {
        return switch (medium) {
            case MediaChat.AUDIO -> sound;
            case MediaChat.VIDEO -> ContentPart.VIDEO_URL;
            default -> ContentPart.IMAGE_OR_DOCUMENT;
        };
    }

    /** In the order in which everybody writes it. */
    private static Map<String, Object> message(String role, Object content) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", role);
        message.put("content", content);
        return message;
    }
}
