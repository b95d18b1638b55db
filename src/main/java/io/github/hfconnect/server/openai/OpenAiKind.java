package io.github.hfconnect.server.openai;

import static io.github.hfconnect.server.ServerKind.format;

import io.github.hfconnect.server.ServerKind;
import io.github.hfconnect.task.chat.ChatCompletion;
import java.util.Map;

/** What speaks as OpenAI does: llama.cpp, Ollama, gateways, and for chats the Hugging Face router. */
public final class OpenAiKind {

    public static final ServerKind KIND = new ServerKind(
            "openai",
            "llama.cpp, Ollama and gateways, whose routes are appended unless the URL ends in them",
            true,
            Map.ofEntries(
                    format(ChatCompletion.NAME, OpenAiChat::new),
                    format("text-classification", OpenAiModeration::new),
                    format("image-text-to-text", OpenAiChat::new),
                    format("audio-text-to-text", OpenAiChat::new),
                    format("video-text-to-text", OpenAiChat::new),
                    format("text-generation", OpenAiCompletion::new),
                    format("feature-extraction", OpenAiEmbeddings::compact),
                    format("text-ranking", OpenAiRerank::new),
                    format("text-to-image", OpenAiMedia::images),
                    format("text-to-speech", OpenAiMedia::speech),
                    format("automatic-speech-recognition", OpenAiTranscription::new)));

    private OpenAiKind() {}
}
