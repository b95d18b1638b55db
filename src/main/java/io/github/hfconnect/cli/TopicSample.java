package io.github.hfconnect.cli;

import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Some records of a topic, from all over it.
 *
 * @param total how many records the topic holds; offsets are counted, so that a compacted topic holds fewer
 * @param partitions how many the topic has
 * @param records those that were read
 */
record TopicSample(long total, int partitions, List<ConsumerRecord<byte[], byte[]>> records) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * Reads a sample, and commits nothing.
     *
     * @param size about how many records
     * @throws CliException where there is no such topic, or it holds no records
     */
    static TopicSample read(Consumer<byte[], byte[]> consumer, String topic, long size, Time time) {
        SortedMap<TopicPartition, SamplePlan.Range> ranges = ranges(consumer, topic);
        long total =
                ranges.values().stream().mapToLong(SamplePlan.Range::length).sum();
        if (total == 0) {
            throw new CliException("The topic " + topic + " holds no records, so there is nothing to go by");
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (SamplePlan.Spot spot : SamplePlan.of(ranges, size)) {
            records.addAll(read(consumer, spot, time));
        }
        return new TopicSample(total, ranges.size(), List.copyOf(records));
    }

    private static SortedMap<TopicPartition, SamplePlan.Range> ranges(Consumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new CliException("There is no topic " + topic);
        }
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        SortedMap<TopicPartition, SamplePlan.Range> ranges =
                new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
        partitions.forEach(partition -> ranges.put(
                partition, new SamplePlan.Range(first.getOrDefault(partition, 0L), end.getOrDefault(partition, 0L))));
        return ranges;
    }

    /** Offsets may be missing, so that a spot ends at its partition's end, too. */
    private static List<ConsumerRecord<byte[], byte[]>> read(
            Consumer<byte[], byte[]> consumer, SamplePlan.Spot spot, Time time) {
        consumer.assign(List.of(spot.partition()));
        consumer.seek(spot.partition(), spot.from());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = time.nanos() + PATIENCE.toNanos();
        while (records.size() < spot.count() && consumer.position(spot.partition()) < spot.end()) {
            consumer.poll(Duration.ofMillis(500)).forEach(records::add);
            if (deadline - time.nanos() < 0) {
                throw new CliException("The partition " + spot.partition() + " could not be read from offset "
                        + consumer.position(spot.partition()) + " within " + PATIENCE.toSeconds() + " s");
            }
        }
        return records.subList(0, (int) Math.min(spot.count(), records.size()));
    }
}
