package io.github.hfconnect.server.vllm;

import static io.github.hfconnect.server.ServerKind.format;

import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.openai.ContentPart;
import io.github.hfconnect.server.openai.OpenAiChat;
import io.github.hfconnect.server.openai.OpenAiCompletion;
import io.github.hfconnect.server.openai.OpenAiMedia;
import io.github.hfconnect.server.openai.OpenAiTranscription;
import io.github.hfconnect.server.openai.ResponseFormat;
import io.github.hfconnect.task.chat.ChatCompletion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What vLLM and SGLang take in the same words: all that generates. */
final class EngineFormats {

    private static final Map<String, Function<CallSpec, ServerApi>> SHARED = Map.ofEntries(
            format(ChatCompletion.NAME, OpenAiChat::new),
            format("image-text-to-text", OpenAiChat::new),
            format("audio-text-to-text", spec -> new OpenAiChat(spec, ResponseFormat.OPENAI, ContentPart.AUDIO_URL)),
            format("video-text-to-text", OpenAiChat::new),
            format("text-generation", OpenAiCompletion::new),
            format("text-to-image", OpenAiMedia::images),
            format("automatic-speech-recognition", OpenAiTranscription::new));

    private EngineFormats() {}

    /** These, and others that only one of them takes so. */
    static Map<String, Function<CallSpec, ServerApi>> and(Map<String, Function<CallSpec, ServerApi>> others) {
        Map<String, Function<CallSpec, ServerApi>> formats = new LinkedHashMap<>(SHARED);
        formats.putAll(others);
        return formats;
    }
}
