package io.github.hfconnect.metrics;

/** How a consumed record ends; each is a term of {@code consumed = enriched + passed + reported + dropped + returned + in flight}. */
public enum Disposition {
    /** Written to an output topic with a prediction, or with the note that there is none. */
    ENRICHED,
    /** Written to an output topic without having been asked about: a tombstone, a blank input, or a record that brought its prediction
     * along. */
    PASSED,
    /** Given to Connect's errant record reporter, and acknowledged by it. */
    REPORTED,
    /** Left out on purpose: by {@code on.failure=drop}, by a route without a topic, or by an error tolerance without a dead letter queue. */
    DROPPED,
    /** Was in flight when the partition was given up; its next owner reads it again. */
    RETURNED
}
