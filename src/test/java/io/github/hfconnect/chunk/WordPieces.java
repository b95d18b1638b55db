package io.github.hfconnect.chunk;

import java.util.ArrayList;
import java.util.List;

/**
 * A tokenizer like those of real models: a word is a token for each four letters, what is no ASCII one for each byte of UTF-8, and
 * two stand around every text. Knows what it was asked.
 */
public final class WordPieces implements TokenCounter {

    private static final int AROUND = 2;

    private final List<List<String>> calls = new ArrayList<>();

    @Override
    public List<Integer> count(List<String> texts) {
        calls.add(List.copyOf(texts));
        return texts.stream().map(WordPieces::tokens).toList();
    }

    /** Each list of texts that it was asked about. */
    List<List<String>> calls() {
        return calls;
    }

    /** The number of tokens of a text. */
    public static int tokens(String text) {
        int tokens = AROUND;
        int letters = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean isLetter = c < 0x80 && Character.isLetterOrDigit(c);
            letters = isLetter ? letters + 1 : 0;
            if (isLetter) {
                tokens += letters % 4 == 1 ? 1 : 0;
            } else if (c >= 0x80) {
                tokens += c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            } else {
                tokens += Character.isWhitespace(c) ? 0 : 1;
            }
        }
        return tokens;
    }
}
