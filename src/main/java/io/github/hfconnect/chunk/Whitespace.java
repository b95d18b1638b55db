package io.github.hfconnect.chunk;

import java.util.stream.IntStream;

/** Boundaries that blanks and line ends make. */
final class Whitespace {

    private static final char ZERO_WIDTH_SPACE = '\u200b';

    private Whitespace() {}

    /** Where a line begins that is not blank, after one that is. */
    static IntStream paragraphs(String text, int from, int to) {
        return lines(text, from, to).filter(at -> endsBlankLine(text, from, at));
    }

    /** Where a line begins that is not blank. */
    static IntStream lines(String text, int from, int to) {
        return lineStarts(text, from, to).filter(at -> !isBlankLine(text, at, to));
    }

    /** Where a word begins after a blank. Some scripts, such as Khmer, have blanks of no width. */
    static IntStream words(String text, int from, int to) {
        return IntStream.range(from + 1, to).filter(at -> isBlank(text.charAt(at - 1)) && !isBlank(text.charAt(at)));
    }

    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == ZERO_WIDTH_SPACE;
    }

    private static IntStream lineStarts(String text, int from, int to) {
        return IntStream.iterate(next(text, from), at -> at > 0 && at < to, at -> next(text, at));
    }

    /** Of the line after that of an offset; 0 where there is none. */
    private static int next(String text, int at) {
        return text.indexOf('\n', at) + 1;
    }

    private static boolean isBlankLine(String text, int start, int to) {
        int at = start;
        while (at < to && text.charAt(at) != '\n' && isBlank(text.charAt(at))) {
            at++;
        }
        return at == to || text.charAt(at) == '\n';
    }

    /** Whether nothing but blanks stands between the line end before an offset and that before it. */
    private static boolean endsBlankLine(String text, int from, int lineStart) {
        int at = lineStart - 2;
        while (at >= from && text.charAt(at) != '\n' && isBlank(text.charAt(at))) {
            at--;
        }
        return at < from || text.charAt(at) == '\n';
    }
}
