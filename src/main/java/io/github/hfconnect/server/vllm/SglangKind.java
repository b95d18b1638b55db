package io.github.hfconnect.server.vllm;

import static io.github.hfconnect.server.ServerKind.format;

import io.github.hfconnect.server.ServerKind;
import io.github.hfconnect.server.openai.OpenAiEmbeddings;
import io.github.hfconnect.server.openai.OpenAiRerank;
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
            EngineFormats.and(Map.ofEntries(
                    format("feature-extraction", OpenAiEmbeddings::plain),
                    format("text-classification", VllmClassify::sglang),
                    format("text-ranking", OpenAiRerank::new))));

    private SglangKind() {}
}
