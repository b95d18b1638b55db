package io.github.hfconnect.chunk;

import java.util.List;

/** Cuts texts. Safe for use by several threads. */
@FunctionalInterface
public interface Chunker {

    /**
     * The pieces of a text in their order: without their overlaps, one after the other, they are the text. A text that fits is one
     * piece, which holds the very same String.
     *
     * @throws io.github.hfconnect.inference.InferenceException {@code REJECTED}, where there would be too many
     */
    List<Piece> cut(String text);

    /** A chunker that goes by these rules. */
    static Chunker of(ChunkRules rules) {
        return new RecursiveChunker(rules);
    }

    /**
     * A chunker whose pieces have so many tokens at most.
     *
     * @param rules whose {@code maxChars} is where it begins; {@code counter} has the last word
     */
    static Chunker ofTokens(ChunkRules rules, int maxTokens, TokenCounter counter) {
        return new TokenChunker(rules, maxTokens, counter);
    }
}
