package io.github.hfconnect.chunk;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Boundaries of sentences and words: as the JDK knows them, which has a dictionary of Thai, and after what else ends a sentence by
 * Unicode's data (Sentence_Terminal), of which the JDK's rules know the Latin, Chinese, Japanese and Indic marks only.
 */
final class Language {

    /** Its rules are the general ones, and a dictionary of Thai besides (module {@code jdk.localedata}). */
    private static final Locale THAI = Locale.forLanguageTag("th");

    /** Arabic, Urdu, Armenian, Ethiopic, Khmer and Burmese. */
    private static final String OTHER_ENDS = "\u061f\u06d4\u0589\u1362\u1367\u17d4\u17d5\u104b";

    /** None is less. */
    private static final char FIRST_OTHER_END = '\u0589';

    private Language() {}

    static IntStream sentences(String text, int from, int to) {
        IntStream sentences = SentenceRules.in(text, from, to);
        if (!hasOtherEnd(text, from, to)) {
            return sentences;
        }
        return IntStream.concat(
                        sentences, IntStream.range(from + 1, to).filter(at -> beginsAfterOtherEnd(text, from, at)))
                .sorted()
                .distinct();
    }

    private static boolean hasOtherEnd(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text.charAt(at) >= FIRST_OTHER_END && isOtherEnd(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsAfterOtherEnd(String text, int from, int at) {
        if (Whitespace.isBlank(text.charAt(at)) || isOtherEnd(text.charAt(at))) {
            return false;
        }
        int end = at - 1;
        while (end > from && Whitespace.isBlank(text.charAt(end))) {
            end--;
        }
        return isOtherEnd(text.charAt(end));
    }

    private static boolean isOtherEnd(char c) {
        return OTHER_ENDS.indexOf(c) >= 0;
    }

    static IntStream words(String text, int from, int to) {
        BreakIterator words = BreakIterator.getWordInstance(THAI);
        words.setText(text.substring(from, to));
        return IntStream.iterate(words.next(), at -> at != BreakIterator.DONE && at < to - from, at -> words.next())
                .map(at -> from + at);
    }
}
