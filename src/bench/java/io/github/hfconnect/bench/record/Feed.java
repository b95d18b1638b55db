package io.github.hfconnect.bench.record;

/**
 * A topic that was filled before anything reads it. Its records carry the keys of {@link SampleRecords#key}, evenly over the
 * partitions that hold any, and counted from 0 in each.
 *
 * @param topic its name
 * @param partitions of the topic
 * @param filled how many of them hold records: the first ones
 * @param records in all partitions
 * @param labelled whether each record's text begins with its key, so that its prediction can be told from another's
 * @param vectorWidth components of each prediction; 0 where it is a label
 */
public record Feed(String topic, int partitions, int filled, int records, boolean labelled, int vectorWidth) {

    /** A topic whose records are labelled. */
    public Feed(String topic, int partitions, int filled, int records, boolean labelled) {
        this(topic, partitions, filled, records, labelled, 0);
    }

    /** The value of a record. */
    public interface Values {

        byte[] value(String key, int number);
    }

    /** A topic of {@link SampleRecords}. */
    public static Feed samples(String topic, int partitions, int records) {
        return new Feed(topic, partitions, partitions, records, true);
    }

    /** The same with vectors as predictions. */
    public Feed ofVectors(int width) {
        return new Feed(topic, partitions, filled, records, labelled, width);
    }
}
