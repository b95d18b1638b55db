package io.github.hfconnect.server.vllm;

import static io.github.hfconnect.server.ServerKind.format;

import io.github.hfconnect.server.ServerKind;
import io.github.hfconnect.server.openai.ContentPart;
import io.github.hfconnect.server.openai.OpenAiChat;
import io.github.hfconnect.server.openai.OpenAiCompletion;
import io.github.hfconnect.server.openai.OpenAiEmbeddings;
import io.github.hfconnect.server.openai.OpenAiMedia;
import io.github.hfconnect.server.openai.OpenAiRerank;
import io.github.hfconnect.server.openai.OpenAiTranscription;
import io.github.hfconnect.server.openai.ResponseFormat;
import io.github.hfconnect.task.ChatCompletion;
import java.util.Map;

/**
 * SGLang: vLLM's routes under {@code /v1}, apart from those for tokens and pairs of texts. Its {@code /v1/score} is something
 * else (the probability of given tokens: SGLang 0.5, {@code python/sglang/srt/entrypoints/openai/protocol.py}), longer
 * texts are cut only where the server was started with {@code --allow-auto-truncate}, and base64 is no form of its
 * embeddings (sgl-project/sglang#30434). Images are SGLang Diffusion's, which calls itself by the same name.
 */
public final class SglangKind {

    public static final ServerKind KIND = new ServerKind(
            "sglang",
            "SGLang, whose routes are appended unless the URL ends in them",
            false,
            Map.ofEntries(
                    format(ChatCompletion.NAME, OpenAiChat::new),
                    format("image-text-to-text", OpenAiChat::new),
                    format(
                            "audio-text-to-text",
                            spec -> new OpenAiChat(spec, ResponseFormat.OPENAI, ContentPart.AUDIO_URL)),
                    format("video-text-to-text", OpenAiChat::new),
                    format("text-generation", OpenAiCompletion::new),
                    format("feature-extraction", OpenAiEmbeddings::plain),
                    format("text-classification", VllmClassify::sglang),
                    format("text-ranking", OpenAiRerank::new),
                    format("text-to-image", OpenAiMedia::images),
                    format("automatic-speech-recognition", OpenAiTranscription::new)));

    private SglangKind() {}
}
