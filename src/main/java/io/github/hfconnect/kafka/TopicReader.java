package io.github.hfconnect.kafka;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.resilience.Absence;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads partitions of one topic from their beginning, by a consumer that joins no group. For one thread, as its consumer is; the
 * caller closes that.
 */
public final class TopicReader {

    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> partitions;
    private final Time time;
    private long records;

    /**
     * Nothing is read yet.
     *
     * @param consumer that has no group and reads what is committed
     * @param partitions of one topic, at least one
     */
    public TopicReader(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions, Time time) {
        this.consumer = consumer;
        this.time = time;
        this.partitions = Set.copyOf(partitions);
        consumer.assign(this.partitions);
        consumer.seekToBeginning(this.partitions);
    }

    /** All partitions of a topic. */
    public static List<TopicPartition> all(String topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /**
     * Reads up to where the partitions end at this moment, what is written meanwhile not counted.
     *
     * @param each takes the records, those of one partition in their order
     * @param limit for all of it
     * @return how many there were
     * @throws TimeoutException where the end was not reached within the limit; what was read has been given to {@code each}
     * @throws KafkaException as the consumer's, an {@code AuthorizationException} among them
     */
    public long readToEnd(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each, Duration limit) {
        long began = time.nanos();
        Absence reports = new Absence(BETWEEN_REPORTS, time);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, limit);
        while (!isAt(ends, limit)) {
            reports.missed().filter(past -> !past.isZero()).ifPresent(past -> tell(ends, past));
            if (time.nanos() - began > limit.toNanos()) {
                throw new TimeoutException(topics() + " was not read within " + limit.toSeconds() + " s: " + records
                        + " records are read and about " + left(ends) + " left");
            }
            read(each, POLL);
        }
        return records;
    }

    /**
     * The same for as long as it takes, where there is nothing to be done without what the topic holds.
     *
     * @throws KafkaException as the consumer's, where it comes back however often it is tried
     */
    public void awaitEnd(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) throws InterruptedException {
        Absence failing = new Absence(Absence.REMIND_EVERY, time);
        for (boolean atEnd = false; !atEnd; ) {
            try {
                readToEnd(each, PATIENCE);
                atEnd = true;
            } catch (RetriableException e) {
                failing.missed().ifPresent(past -> log.warn("{} is not read yet: {}", topics(), e.getMessage()));
                time.sleep(PAUSE);
            }
        }
    }

    /**
     * Reads what comes next.
     *
     * @param wait for at most this long where there is nothing
     */
    public void read(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each, Duration wait) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(wait);
        polled.forEach(each);
        records += polled.count();
    }

    private boolean isAt(Map<TopicPartition, Long> ends, Duration limit) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey(), limit) >= end.getValue());
    }

    private long left(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey(), POLL)))
                .sum();
    }

    private void tell(Map<TopicPartition, Long> ends, Duration past) {
        log.info(
                "{} is being read: {} records in {} s, about {} left", topics(), records, past.toSeconds(), left(ends));
    }

    private String topics() {
        return partitions.stream()
                .map(TopicPartition::topic)
                .distinct()
                .collect(Collectors.joining(", ", "The topic ", ""));
    }
}
