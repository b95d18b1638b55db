package io.github.hfconnect.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Chooses where a text is cut. First at {@link Anchors}, so that an edit does not move every cut behind it; then what stands between
 * them into equal shares, each cut at the best kind of boundary that is near. Takes time that grows with the text's length alone.
 */
final class Cuts {

    /** How much after a window decides whether a sentence ends in it. */
    private static final int LOOKAHEAD = 64;

    private final String text;
    private final Layout layout;
    private final int most;
    private final List<Integer> ends = new ArrayList<>();

    private Cuts(String text, Layout layout, int most) {
        this.text = text;
        this.layout = layout;
        this.most = most;
    }

    /**
     * Where the pieces of a text end, in their order.
     *
     * @param most UTF-16 units of a piece, which are at least as many as its code points
     */
    static List<Integer> of(String text, Layout layout, int most) {
        return of(text, layout, most, 0, text.length());
    }

    /** The same for a part of a text. */
    static List<Integer> of(String text, Layout layout, int most, int from, int to) {
        Cuts cuts = new Cuts(text, layout, most);
        cuts.atAnchors(from, to, 0);
        return cuts.ends;
    }

    private void atAnchors(int from, int to, int kind) {
        if (kind == layout.anchors().size() || to - from <= 2 * most) {
            inShares(from, to);
            return;
        }
        int start = from;
        for (int anchor : anchors(from, to, layout.anchors().get(kind))) {
            atAnchors(start, anchor, kind + 1);
            start = anchor;
        }
        atAnchors(start, to, kind + 1);
    }

    private int[] anchors(int from, int to, Breaks kind) {
        int margin = most / 4;
        int[] boundaries = kind.in(text, from, to)
                .filter(at -> at - from >= margin && to - at >= margin && mayCut(from, at))
                .toArray();
        return Anchors.among(boundaries, text, most / 2);
    }

    private void inShares(int from, int to) {
        int start = from;
        while (to - start > most) {
            start = endOfShare(start, to);
            ends.add(start);
        }
        ends.add(to);
    }

    /** The end of the first of as few equal shares as the rest can be. */
    private int endOfShare(int from, int to) {
        int shares = (to - from + most - 1) / most;
        int share = (to - from + shares - 1) / shares;
        int ideal = from + share;
        return best(from, from + share / 2, Math.min(from + most, ideal + share / 2), ideal)
                .orElseGet(() -> best(from, from, from + most, ideal).orElseGet(() -> anywhere(from, ideal)));
    }

    /** The nearest boundary of the best kind that there is after one offset and up to another. */
    private OptionalInt best(int from, int after, int last, int ideal) {
        return layout.breaks().stream()
                .map(kind -> kind.in(text, from, Math.min(text.length(), last + LOOKAHEAD)))
                .map(boundaries -> nearest(boundaries.filter(at -> at > after && at <= last), from, ideal))
                .flatMapToInt(OptionalInt::stream)
                .findFirst();
    }

    /** Outwards from the ideal, because whether a text may be cut somewhere is not cheap to say in every script. */
    private OptionalInt nearest(IntStream ascending, int from, int ideal) {
        int[] boundaries = ascending.toArray();
        int after = KnownBreaks.firstFrom(boundaries, ideal);
        int before = after - 1;
        while (before >= 0 || after < boundaries.length) {
            boolean isBefore = after == boundaries.length
                    || (before >= 0 && ideal - boundaries[before] <= boundaries[after] - ideal);
            int at = isBefore ? boundaries[before--] : boundaries[after++];
            if (mayCut(from, at)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    private boolean mayCut(int from, int at) {
        return !layout.isKept().test(at) && Graphemes.isBoundary(text, from, at);
    }

    /** Between graphemes, and where one is longer than a piece may be, between code points. */
    private int anywhere(int from, int ideal) {
        int end = Graphemes.floor(text, from, ideal);
        if (end > from) {
            return end;
        }
        boolean isInPair =
                Character.isLowSurrogate(text.charAt(ideal)) && Character.isHighSurrogate(text.charAt(ideal - 1));
        return isInPair ? ideal - 1 : ideal;
    }
}
