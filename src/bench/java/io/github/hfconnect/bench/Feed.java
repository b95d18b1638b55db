package io.github.hfconnect.bench;

/**
 * A topic that was filled before anything reads it. Its records carry the keys of {@link SampleRecords#key}, evenly over the
 * partitions that hold any, and counted from 0 in each.
 *
 * @param topic its name
 * @param partitions of the topic
 * @param filled how many of them hold records: the first ones
 * @param records in all partitions
 * @param labelled whether each record's text begins with its key, so that its prediction can be told from another's
 */
record Feed(String topic, int partitions, int filled, int records, boolean labelled) {

    /** The value of a record. */
    interface Values {

        byte[] value(String key, int number);
    }

    /** A topic of {@link SampleRecords}. */
    static Feed samples(String topic, int partitions, int records) {
        return new Feed(topic, partitions, partitions, records, true);
    }
}
