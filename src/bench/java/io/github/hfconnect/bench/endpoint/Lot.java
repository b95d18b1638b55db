package io.github.hfconnect.bench.endpoint;

import java.util.Random;

/**
 * Draws a share of all calls: one of each {@code 1 / share} calls, at a place in them that a seed decides. So two measurements with
 * as many calls meet as many stragglers, which plain chance would not give.
 */
final class Lot {

    private final int block;
    private final Random random;
    private int position;
    private int drawn;

    /**
     * A lot.
     *
     * @param share from 0, for none, to 1, for all
     */
    Lot(double share, long seed) {
        this.block = share <= 0 ? 0 : Math.max(1, (int) Math.round(1 / share));
        this.random = new Random(seed);
    }

    /** Whether the next call is one of them. */
    boolean draw() {
        if (block == 0) {
            return false;
        }
        if (position == 0) {
            drawn = random.nextInt(block);
        }
        boolean hit = position == drawn;
        position = (position + 1) % block;
        return hit;
    }
}
