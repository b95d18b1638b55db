package io.github.hfconnect.chunk;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The boundaries of one kind in one text, all of them looked for once, when somebody first asks: the same stretch of a text is asked about
 * for its anchors, its shares and its overlaps. For one thread.
 */
final class KnownBreaks implements Breaks {

    private final Breaks kind;
    private int @Nullable [] known;

    KnownBreaks(Breaks kind) {
        this.kind = kind;
    }

    @Override
    public IntStream in(String text, int from, int to) {
        int[] all = known;
        if (all == null) {
            all = kind.in(text, 0, text.length()).toArray();
            known = all;
        }
        int first = firstFrom(all, from + 1);
        return Arrays.stream(all, first, Math.max(first, firstFrom(all, to)));
    }

    /** The index of the first of ascending offsets that is not less. */
    static int firstFrom(int[] offsets, int least) {
        int index = Arrays.binarySearch(offsets, least);
        return index < 0 ? -index - 1 : index;
    }
}
