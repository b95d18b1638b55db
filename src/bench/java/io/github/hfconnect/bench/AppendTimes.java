package io.github.hfconnect.bench;

import java.util.Arrays;

/** When the broker has appended each record of an output, in milliseconds. */
final class AppendTimes {

    private long[] millis = new long[1024];
    private int size;

    void add(long time) {
        if (size == millis.length) {
            millis = Arrays.copyOf(millis, 2 * size);
        }
        millis[size++] = time;
    }

    int size() {
        return size;
    }

    long first() {
        return Arrays.stream(millis, 0, size).min().orElseThrow();
    }

    long last() {
        return Arrays.stream(millis, 0, size).max().orElseThrow();
    }

    /**
     * Records per second between two of the records in the order of their times.
     *
     * @param from share of the records that came before, for example 0.2
     * @param to share of the records that have come then
     */
    double perSecond(double from, double to) {
        Arrays.sort(millis, 0, size);
        int first = (int) (from * (size - 1));
        int last = (int) (to * (size - 1));
        long between = millis[last] - millis[first];
        return between == 0 ? Double.POSITIVE_INFINITY : (last - first) * 1000.0 / between;
    }
}
