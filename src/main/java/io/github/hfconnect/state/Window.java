package io.github.hfconnect.state;

/**
 * Windows of time that are the same for all tasks and all runs: they begin at whole multiples of their length since 1970, days at
 * midnight UTC.
 *
 * @param millis the length of each
 */
record Window(long millis) {

    /** When the window ends that this moment is in, in ms since 1970. */
    long endAfter(long moment) {
        return (Math.floorDiv(moment, millis) + 1) * millis;
    }

    /** The end of a window that is nearest to a moment which was reckoned by another clock. */
    long nearestEnd(long moment) {
        return Math.floorDiv(moment + millis / 2, millis) * millis;
    }
}
