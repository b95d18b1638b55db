package io.github.hfconnect.server.tei;

import static io.github.hfconnect.server.ServerKind.format;

import io.github.hfconnect.server.ServerKind;
import java.util.Map;

/**
 * Text Embeddings Inference 1.9.3: a route for each kind of model ({@code router/src/http/server.rs}). A server has one model, so
 * it answers those routes only that suit it.
 */
public final class TeiKind {

    public static final ServerKind KIND = new ServerKind(
            "tei",
            "Text Embeddings Inference, whose routes are appended",
            false,
            Map.ofEntries(
                    format("text-classification", TeiPredict::new),
                    format("feature-extraction", TeiEmbed::pooled),
                    format("sparse-embedding", TeiEmbed::sparse),
                    format("multi-vector-embedding", TeiEmbed::unpooled),
                    format("sentence-similarity", TeiSimilarity::new),
                    format("text-ranking", TeiRerank::new)));

    private TeiKind() {}
}
