package io.github.hfconnect.http;

import java.util.regex.Pattern;

/** The beginning of what a server sent, fit for a line of a log. */
final class Excerpt {

    static final int MAX_CHARS = 200;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\s\\u2028\\u2029\\ufffd]+");

    private Excerpt() {}

    static String of(String text) {
        boolean cut = text.length() > MAX_CHARS;
        String beginning = cut ? text.substring(0, endOfExcerpt(text)) : text;
        return UNPRINTABLE.matcher(beginning).replaceAll(" ").strip() + (cut ? "..." : "");
    }

    /** A cut never leaves half of a surrogate pair. */
    private static int endOfExcerpt(String text) {
        return Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
    }
}
