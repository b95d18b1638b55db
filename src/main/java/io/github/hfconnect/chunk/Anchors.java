package io.github.hfconnect.chunk;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Boundaries that are chosen by what stands around them alone, so that an edit moves those beside it and no others: the ones whose
 * surroundings have the least hash within reach. This is content-defined chunking by local minima, over boundaries in place of
 * bytes.
 */
final class Anchors {

    /** How many characters on each side of a boundary decide. */
    private static final int SURROUNDINGS = 48;

    private Anchors() {}

    /**
     * The chosen ones of these.
     *
     * @param reach no two are nearer to each other
     */
    static int[] among(int[] boundaries, String text, int reach) {
        int[] hashes = Arrays.stream(boundaries).map(at -> hash(text, at)).toArray();
        boolean[] least = new boolean[boundaries.length];
        Arrays.fill(least, true);
        int last = boundaries.length - 1;
        requireLeast(boundaries, hashes, reach, IntUnaryOperator.identity(), least);
        requireLeast(boundaries, hashes, reach, i -> last - i, least);
        return IntStream.range(0, boundaries.length)
                .filter(i -> least[i])
                .map(i -> boundaries[i])
                .toArray();
    }

    /** Strikes out those that have one of no greater hash within reach among those before them, in the given order. */
    private static void requireLeast(
            int[] boundaries, int[] hashes, int reach, IntUnaryOperator order, boolean[] least) {
        Deque<Integer> rising = new ArrayDeque<>();
        for (int step = 0; step < boundaries.length; step++) {
            int i = order.applyAsInt(step);
            while (!rising.isEmpty() && hashes[rising.getLast()] > hashes[i]) {
                rising.removeLast();
            }
            least[i] &= rising.isEmpty() || Math.abs(boundaries[i] - boundaries[rising.getLast()]) > reach;
            rising.addLast(i);
        }
    }

    private static int hash(String text, int at) {
        int to = Math.min(text.length(), at + SURROUNDINGS);
        int hash = 0;
        for (int i = Math.max(0, at - SURROUNDINGS); i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return mixed(hash);
    }

    /** So that all bits decide which is less (the finalizer of MurmurHash3). */
    private static int mixed(int hash) {
        int h = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
