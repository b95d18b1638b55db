package io.github.hfconnect.server.vllm;

import static io.github.hfconnect.server.ServerKind.format;

import io.github.hfconnect.server.ServerKind;
import io.github.hfconnect.server.openai.OpenAiMedia;
import io.github.hfconnect.server.openai.OpenAiRerank;
import java.util.Map;

/**
 * vLLM: OpenAI's routes, and its own for models that pool (vLLM 0.20, {@code docs/models/pooling_models}). Images and
 * speech are vLLM-Omni's, which answers at OpenAI's routes too. Token classification is missing: {@code /pooling} answers numbers for each
 * token without the names of the labels, special tokens included, and {@code /tokenize} says what the tokens are, but not where they stand in
 * the text ({@code vllm/entrypoints/serve/tokenize/protocol.py}). vLLM's own example joins them with the model's tokenizer and configuration
 * on the client's side ({@code examples/pooling/token_classify/ner_online.py}); a guess of the places from the strings of tokens would be wrong
 * wherever a tokenizer changes a text, as by lower case or accents.
 */
public final class VllmKind {

    public static final ServerKind KIND = new ServerKind(
            "vllm",
            "vLLM, whose routes are appended unless the URL ends in them",
            false,
            EngineFormats.and(Map.ofEntries(
                    format("feature-extraction", VllmSigns::orFloats),
                    format("multi-vector-embedding", CutToLength.of(VllmPooling::ofTokens)),
                    format("sparse-embedding", CutToLength.of(VllmPooling::ofTexts)),
                    format("text-classification", CutToLength.of(VllmClassify::vllm)),
                    format("sentence-similarity", CutToLength.of(VllmScore::new)),
                    format("text-ranking", CutToLength.of(OpenAiRerank::new)),
                    format("text-to-speech", OpenAiMedia::speech))));

    private VllmKind() {}
}
