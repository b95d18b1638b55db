package io.github.hfconnect.bench.bed;

import java.util.Arrays;

/** When the broker has appended each record of an output, in milliseconds. */
public final class AppendTimes {

    private long[] millis = new long[1024];
    private int size;

    /** Takes in the time of one record. */
    public void add(long time) {
        if (size == millis.length) {
            millis = Arrays.copyOf(millis, 2 * size);
        }
        millis[size++] = time;
    }

    /** How many records there were. */
    public int size() {
        return size;
    }

    /** When the first of them was appended; there has to be one. */
    public long first() {
        return Arrays.stream(millis, 0, size).min().orElseThrow();
    }

    /** When the last of them was. */
    public long last() {
        return Arrays.stream(millis, 0, size).max().orElseThrow();
    }

    /**
     * Records per second between two of the records in the order of their times.
     *
     * @param from share of the records that came before, for example 0.2
     * @param to share of the records that have come then
     */
    public double perSecond(double from, double to) {
        Arrays.sort(millis, 0, size);
        int first = (int) (from * (size - 1));
        int last = (int) (to * (size - 1));
        long between = millis[last] - millis[first];
        return between == 0 ? Double.POSITIVE_INFINITY : (last - first) * 1000.0 / between;
    }
}
