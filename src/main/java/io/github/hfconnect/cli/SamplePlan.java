package io.github.hfconnect.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.kafka.common.TopicPartition;

/** Where to read a sample, so that it is one of the whole topic and not of its first hour. */
final class SamplePlan {

    /** Each is a request of its own, so there are few. */
    private static final int SPOTS_A_PARTITION = 10;

    private SamplePlan() {}

    /**
     * The offsets that a partition has.
     *
     * @param from the first
     * @param to behind the last
     */
    record Range(long from, long to) {
        long length() {
            return to - from;
        }
    }

    /**
     * A run of records to read.
     *
     * @param partition of the topic
     * @param from the first offset
     * @param count how many, at least 1
     * @param end of the partition: behind its last record
     */
    record Spot(TopicPartition partition, long from, long count, long end) {}

    /** Spots evenly over each partition, each partition by its share; everything where the sample is to be as large as the topic. */
    static List<Spot> of(SortedMap<TopicPartition, Range> partitions, long size) {
        long total = partitions.values().stream().mapToLong(Range::length).sum();
        List<Spot> spots = new ArrayList<>();
        partitions.forEach((partition, range) -> {
            long share = total == 0 ? 0 : -Math.floorDiv(-Math.min(size, total) * range.length(), total);
            spots.addAll(spots(partition, range, share));
        });
        return spots;
    }

    private static List<Spot> spots(TopicPartition partition, Range range, long share) {
        List<Spot> spots = new ArrayList<>();
        long number = share >= range.length() ? 1 : Math.min(SPOTS_A_PARTITION, share);
        for (long spot = 0; spot < number; spot++) {
            long count = share * (spot + 1) / number - share * spot / number;
            if (count > 0) {
                spots.add(new Spot(partition, range.from() + range.length() * spot / number, count, range.to()));
            }
        }
        return spots;
    }
}
