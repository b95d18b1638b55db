package io.github.hfconnect.metrics;

import java.util.Arrays;

/**
 * Durations in buckets that grow with them, so that a quantile is at most one part in 32 too high, whatever its size. Not
 * thread-safe. The idea is that of HdrHistogram. It takes up room as values come: a worker may have hundreds of tasks that are idle.
 */
final class Histogram {

    private static final int SUB_BITS = 5;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;

    /** By bucket, up to that of the highest value so far. */
    private long[] counts = new long[0];

    private long count;
    private double sum;
    private long max;

    /** Takes in a value, which is at least 0. */
    void add(long value) {
        int bucket = bucket(value);
        reach(bucket + 1);
        counts[bucket]++;
        count++;
        sum += value;
        max = Math.max(max, value);
    }

    void add(Histogram other) {
        reach(other.counts.length);
        for (int i = 0; i < other.counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
        sum += other.sum;
        max = Math.max(max, other.max);
    }

    private void reach(int buckets) {
        if (buckets > counts.length) {
            counts = Arrays.copyOf(counts, buckets);
        }
    }

    /** NaN where there are no values. */
    double mean() {
        return count == 0 ? Double.NaN : sum / count;
    }

    /** NaN where there are no values. */
    double max() {
        return count == 0 ? Double.NaN : max;
    }

    /**
     * The value that this share of all values does not exceed; NaN where there are none.
     *
     * @param share above 0, 1 at most
     */
    double quantile(double share) {
        long wanted = (long) Math.ceil(share * count);
        long seen = 0;
        for (int i = 0; i < counts.length && count > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Math.min(max, highest(i));
            }
        }
        return Double.NaN;
    }

    private static int bucket(long value) {
        int shift = shift(value);
        return shift * SUB_BUCKETS + (int) (value >>> shift);
    }

    /** How many low bits of a value its bucket does not know. */
    private static int shift(long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value);
        return Math.max(0, bits - SUB_BITS - 1);
    }

    /** The highest value of a bucket. */
    private static long highest(int bucket) {
        int shift = Math.max(0, bucket / SUB_BUCKETS - 1);
        long sub = bucket - (long) shift * SUB_BUCKETS;
        return ((sub + 1) << shift) - 1;
    }
}
