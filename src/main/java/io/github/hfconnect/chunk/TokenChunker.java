package io.github.hfconnect.chunk;

import java.util.List;

/**
 * Cuts into pieces of so many tokens at most: by length first, and what then turns out to be too long again, each piece by itself, so
 * that an edit moves no cuts but those around it.
 *
 * @param rules whose {@code maxChars} are about as many as so many tokens have where a token covers much
 * @param maxTokens of a piece, its overlap and what is put around every text included
 */
record TokenChunker(ChunkRules rules, int maxTokens, TokenCounter counter) implements Chunker {

    /** More than any known tokenizer puts around a text. */
    private static final int AROUND = 8;

    private static final int ASCII_END = 0x80;

    @Override
    public List<Piece> cut(String text) {
        return fitsForSure(text)
                ? List.of(new Piece(0, 0, text.length(), text))
                : new TokenCuts(text, rules, maxTokens, counter).pieces();
    }

    /** Of ASCII no normal form is longer, so that a character is one token at most. */
    private boolean fitsForSure(String text) {
        return text.length() + AROUND <= maxTokens && text.chars().allMatch(c -> c < ASCII_END);
    }
}
