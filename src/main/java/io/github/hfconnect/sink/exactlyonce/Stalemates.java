package io.github.hfconnect.sink.exactlyonce;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Counts how often a partition was lost at one offset: what passes by itself has passed after a few times. */
final class Stalemates {

    /** With the growing pauses between acquisitions, and up to 20 s for each write that hangs. */
    static final int MOST_LOSSES = 5;

    private record Losses(OptionalLong offset, int count) {}

    private final Map<TopicPartition, Losses> losses = new ConcurrentHashMap<>();

    /**
     * Takes note of a loss.
     *
     * @param committed where the partition stood
     * @return whether there is no hope of progress
     */
    boolean isOneMore(TopicPartition partition, OptionalLong committed) {
        Losses now = losses.merge(
                partition,
                new Losses(committed, 1),
                (before, one) -> before.offset().equals(committed) ? new Losses(committed, before.count() + 1) : one);
        return now.count() >= MOST_LOSSES;
    }
}
