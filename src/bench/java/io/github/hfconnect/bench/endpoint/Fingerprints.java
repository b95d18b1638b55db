package io.github.hfconnect.bench.endpoint;

import java.util.Arrays;

/** Different hashes, unboxed: a {@code HashSet} of ten million needs more than this process has. Not thread-safe. */
final class Fingerprints {

    private static final int FIRST_PLACES = 1 << 16;

    /** Zero is a free place. */
    private long[] places = new long[FIRST_PLACES];

    private int taken;
    private boolean hasZero;

    void add(long hash) {
        if (hash == 0) {
            hasZero = true;
            return;
        }
        if (taken > places.length / 4 * 3) {
            grow();
        }
        put(hash);
    }

    /** How many are different. */
    long size() {
        return (long) taken + (hasZero ? 1 : 0);
    }

    void clear() {
        places = new long[FIRST_PLACES];
        taken = 0;
        hasZero = false;
    }

    private void put(long hash) {
        int place = Long.hashCode(hash * 0x9E3779B97F4A7C15L) & places.length - 1;
        while (places[place] != 0 && places[place] != hash) {
            place = place + 1 & places.length - 1;
        }
        if (places[place] == 0) {
            places[place] = hash;
            taken++;
        }
    }

    private void grow() {
        long[] before = places;
        places = new long[2 * before.length];
        taken = 0;
        Arrays.stream(before).filter(hash -> hash != 0).forEach(this::put);
    }
}
