package io.github.hfconnect.bench.endpoint;

import java.util.HashSet;
import java.util.Set;

/** Counts. For the loop's thread only. */
final class Tally {

    private final Set<Long> distinct = new HashSet<>();
    private long answered;
    private long overloaded;
    private long invalid;
    private long items;
    private int atWork;
    private int mostAtWork;

    void began() {
        atWork++;
        mostAtWork = Math.max(mostAtWork, atWork);
    }

    void answered(int newItems) {
        atWork--;
        answered++;
        items += newItems;
    }

    void overloaded() {
        overloaded++;
    }

    void invalid() {
        invalid++;
    }

    void item(long hash) {
        distinct.add(hash);
    }

    int atWork() {
        return atWork;
    }

    /** Forgets what was, but not the calls at work. */
    void forget() {
        distinct.clear();
        answered = 0;
        overloaded = 0;
        invalid = 0;
        items = 0;
        mostAtWork = atWork;
    }

    EndpointStatistics statistics() {
        return new EndpointStatistics(answered, overloaded, invalid, items, distinct.size(), mostAtWork);
    }
}
