package io.github.hfconnect.answer;

import java.util.regex.Pattern;

/** The beginning of what a server sent, fit for a line of a log. */
public final class Excerpt {

    public static final int MAX_CHARS = 200;

    private static final int MAX_SENTENCE_CHARS = 3 * MAX_CHARS;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\s\\u2028\\u2029\\ufffd]+");

    private Excerpt() {}

    public static String of(String text) {
        return of(text, MAX_CHARS);
    }

    /** The same with another length. */
    public static String of(String text, int chars) {
        return beginning(text, chars);
    }

    /** The same of a sentence that quotes it, with room for the words around. */
    public static String ofSentence(String sentence) {
        return beginning(sentence, MAX_SENTENCE_CHARS);
    }

    private static String beginning(String text, int chars) {
        boolean cut = text.length() > chars;
        String beginning = cut ? text.substring(0, endOfExcerpt(text, chars)) : text;
        return UNPRINTABLE.matcher(beginning).replaceAll(" ").strip() + (cut ? "..." : "");
    }

    /** A cut never leaves half of a surrogate pair. */
    private static int endOfExcerpt(String text, int chars) {
        return Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
    }
}
