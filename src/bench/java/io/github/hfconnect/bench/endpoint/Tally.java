package io.github.hfconnect.bench.endpoint;

import java.util.ArrayList;
import java.util.List;

/** Counts. For the loop's thread only. */
final class Tally {

    private final Fingerprints distinct = new Fingerprints();
    private final List<Arrival> arrivals = new ArrayList<>();
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

    void arrived(Arrival arrival) {
        arrivals.add(arrival);
    }

    /** What has reached the endpoint while it had a quota. */
    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
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
        arrivals.clear();
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
