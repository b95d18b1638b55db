package io.github.hfconnect.e2e.faults;

import io.github.hfconnect.e2e.Topics;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Records with consecutive ids, spread evenly over the partitions of a topic, so that an id tells partition and offset.
 *
 * @param messages by id
 */
record Feed(String topic, int partitions, List<String> messages) {

    static Feed of(String topic, int partitions, int records, IntFunction<String> message) {
        return new Feed(
                topic, partitions, IntStream.range(0, records).mapToObj(message).toList());
    }

    /** Creates the topic and writes all records. */
    void write(Topics topics) {
        topics.create(topic, partitions);
        writeIf(topics, id -> true);
    }

    /** Writes some of the records. */
    void writeIf(Topics topics, IntPredicate chosen) {
        topics.send(IntStream.range(0, size())
                .filter(chosen)
                .mapToObj(id -> Topics.chat(topic, partition(id), id, messages.get(id)))
                .toList());
    }

    int size() {
        return messages.size();
    }

    int partition(int id) {
        return id % partitions;
    }

    long offset(int id) {
        return id / partitions;
    }

    /** How many records a partition has. */
    long sizeOf(int partition) {
        return IntStream.range(0, size())
                .filter(id -> partition(id) == partition)
                .count();
    }

    boolean holds(int id) {
        return id >= 0 && id < size();
    }
}
