package io.github.hfconnect.metrics;

import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Outcome;
import java.util.Locale;

/**
 * How a consumed record ends. Each is a term of {@code consumed = enriched + passed + reported + dropped + returned + in
 * flight}, of which {@code passed} and {@code reported} are the sums of those with that name in front: written to an output topic
 * without having been asked about, and kept as a dead letter.
 */
public enum Disposition {
    /** Written to an output topic with a prediction, or with the note that there is none. */
    ENRICHED,
    /** It had no value. */
    PASSED_TOMBSTONE,
    /** It said that a row is gone. */
    PASSED_DELETED,
    /** Its input was null or blank. */
    PASSED_EMPTY,
    /** It had no such field as the input. */
    PASSED_MISSING,
    /** Its input was unchanged and not sent. */
    PASSED_UNAVAILABLE,
    /** It brought its prediction along. */
    PASSED_CARRIED,
    /** A document none of whose pieces has changed. */
    PASSED_UNCHANGED,
    /** Given to Connect's errant record reporter, or another keeper of dead letters, and acknowledged by it: its own fault. */
    REPORTED_REJECTED,
    /** The same where the server had no room for it, in spite of all attempts. */
    REPORTED_OVERLOADED,
    /** The same where no server answered, in spite of all attempts. */
    REPORTED_UNAVAILABLE,
    /** The same where the answer was not what the task answers. */
    REPORTED_MALFORMED,
    /** The same where somebody has to change something; it fails the task besides. */
    REPORTED_MISCONFIGURED,
    /** Left out on purpose: by {@code on.failure=drop}, by a route without a topic, or by an error tolerance without a dead letter queue. */
    DROPPED,
    /** Was in flight when the partition was given up; its next owner reads it again. */
    RETURNED;

    /** How a record ends that is written with this outcome. */
    public static Disposition of(Outcome outcome) {
        if (outcome instanceof Outcome.Passed passed) {
            return valueOf("PASSED_" + passed.reason().name());
        }
        return outcome instanceof Outcome.Carried ? PASSED_CARRIED : ENRICHED;
    }

    /** How a record ends that is reported for a failure of this kind. */
    public static Disposition reported(FailureKind kind) {
        return valueOf("REPORTED_" + kind.name());
    }

    /** As metrics spell it. */
    String metric() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isPass() {
        return name().startsWith("PASSED_");
    }

    boolean isReport() {
        return name().startsWith("REPORTED_");
    }
}
