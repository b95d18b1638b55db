package io.github.hfconnect.chunk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one character as people see it ends and the next begins: Unicode's extended grapheme clusters by the JDK's regular
 * expressions, because its {@code BreakIterator} knows no emoji sequences before JDK 20 (JDK-8291660).
 */
final class Graphemes {

    private static final Pattern CLUSTER = Pattern.compile("\\X");

    /** The soft hyphen. Of those before it, only the two of a line end belong together. */
    private static final char FIRST_THAT_JOINS = '\u00ad';

    private Graphemes() {}

    /** Whether a text may be cut at an offset, given one before it where it may be. */
    static boolean isBoundary(String text, int from, int at) {
        return floor(text, from, at) == at;
    }

    /** The last boundary up to an offset; the one that is given where there is none between. */
    static int floor(String text, int from, int at) {
        int boundary = at;
        while (boundary > from && mayJoin(text, boundary)) {
            boundary--;
        }
        return boundary == at ? at : floor(CLUSTER.matcher(text), text, boundary, at);
    }

    private static int floor(Matcher clusters, String text, int from, int at) {
        int boundary = from;
        while (boundary < at && clusters.region(boundary, text.length()).lookingAt() && clusters.end() <= at) {
            boundary = clusters.end();
        }
        return boundary;
    }

    /** False where no rule of UAX #29 joins the characters around an offset, whatever stands before them. */
    private static boolean mayJoin(String text, int at) {
        if (text.charAt(at - 1) < FIRST_THAT_JOINS && text.charAt(at) < FIRST_THAT_JOINS) {
            return text.charAt(at) == '\n';
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(at);
        return extendsOthers(after)
                || takesOthers(before)
                || (isRegional(before) && isRegional(after))
                || (Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /** What GB3, GB6 to GB9a and GB11 join to what is before it, and a few more. */
    private static boolean extendsOthers(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.FORMAT,
                    Character.MODIFIER_LETTER -> true;
            // Colours of skin.
            case Character.MODIFIER_SYMBOL -> Character.isSupplementaryCodePoint(c);
            default -> c == '\n' || c == '\u0e33' || c == '\u0eb3' || isJamo(c);
        };
    }

    /** What GB9b and GB11 join to what is after it, and a few more. */
    private static boolean takesOthers(int c) {
        return Character.getType(c) == Character.FORMAT || c == '\u0d4e' || (c >= 0x11000 && c < 0x12000);
    }

    private static boolean isRegional(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }

    private static boolean isJamo(int c) {
        return (c >= '\u1100' && c < '\u1200') || (c >= '\ua960' && c < '\ua980') || (c >= '\ud7b0' && c < '\ud800');
    }
}
