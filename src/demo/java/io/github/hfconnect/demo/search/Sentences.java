package io.github.hfconnect.demo.search;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sentences of a text, so that one of them can be taken out. */
public final class Sentences {

    private Sentences() {}

    /** Those that say something: no headings, no blanks. Each is found in the text as it is here. */
    public static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> addAll(line, sentences));
        return sentences;
    }

    /** A text without the first place where that sentence stands. */
    public static String without(String sentence, String text) {
        int at = text.indexOf(sentence);
        if (at < 0) {
            throw new IllegalArgumentException("The text has no such sentence: " + sentence);
        }
        return text.substring(0, at) + text.substring(at + sentence.length());
    }

    private static void addAll(String line, List<String> sentences) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(line);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            String sentence = line.substring(start, end);
            if (!sentence.isBlank()) {
                sentences.add(sentence);
            }
            start = end;
        }
    }
}
