package io.github.hfconnect.demo.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the toxicity model reads of a text, as it did when it was trained: platform marks (handles, links, retweet
 * signs, HTML entities) say where a text comes from, not how rude it is, and would not carry over from tweets to chat.
 */
final class ChatText {

    private static final Pattern MARKS =
            Pattern.compile("https?://\\S+|@\\w+:?|\\bRT\\b|&#\\d+;|\\[SEPA]|&(?:amp|lt|gt|quot);");
    private static final Pattern STRETCHED = Pattern.compile("(\\S)\\1{2,}");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private ChatText() {}

    /** The text without marks, with no sign more than twice in a row, in lower case; may be empty. */
    static String clean(String text) {
        String unmarked = MARKS.matcher(text).replaceAll(" ");
        String unstretched = STRETCHED.matcher(unmarked).replaceAll("$1$1");
        return SPACES.matcher(unstretched).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }
}
