package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.OnFailure;
import io.github.hfconnect.config.value.OutagePolicy;
import org.apache.kafka.common.config.AbstractConfig;

/** What happens when there is no prediction. */
public final class FailureKeys {

    public static final String MAX_ATTEMPTS = "retry.max.attempts";
    public static final String BACKOFF = "retry.backoff.ms";
    public static final String MAX_BACKOFF = "retry.backoff.max.ms";
    public static final String ON_FAILURE = "on.failure";
    public static final String ON_OUTAGE = "on.outage";

    static final Choice<OnFailure> ON_FAILURE_CHOICES = new Choice<>(OnFailure.class);
    public static final Choice<OutagePolicy> ON_OUTAGE_CHOICES = new Choice<>(OutagePolicy.class);

    private FailureKeys() {}

    public static OnFailure onFailure(AbstractConfig values) {
        return ON_FAILURE_CHOICES.parse(values.getString(ON_FAILURE));
    }

    public static void addTo(KeyGroups keys) {
        keys.group("Failures")
                .key(
                        MAX_ATTEMPTS,
                        INT,
                        5,
                        atLeast(1),
                        MEDIUM,
                        "Attempts of one call, the first counted. Only faults of the service are worth another attempt.")
                .key(
                        BACKOFF,
                        LONG,
                        250L,
                        atLeast(0),
                        LOW,
                        "Longest delay before the second attempt; doubles with each further one, and the delay is drawn"
                                + " at random below it. A hint of the server wins over it.")
                .key(
                        MAX_BACKOFF,
                        LONG,
                        30_000L,
                        atLeast(0),
                        LOW,
                        "Longest delay before any attempt without a hint of the server.")
                .key(
                        ON_FAILURE,
                        STRING,
                        Choice.spelling(OnFailure.REPORT),
                        ON_FAILURE_CHOICES,
                        MEDIUM,
                        "What becomes of a record whose failure is its own. report: Connect's errors.tolerance and dead"
                                + " letter queue decide. annotate: it passes on with a null prediction and the failure"
                                + " in <output.field>_error. dead-letter: a transform writes it to dead.letter.topic and"
                                + " leaves it out; the sink has Connect's queue instead. drop: it is left out.")
                .key(
                        ON_OUTAGE,
                        STRING,
                        Choice.spelling(OutagePolicy.WAIT),
                        ON_OUTAGE_CHOICES,
                        MEDIUM,
                        "What happens when attempts are used up on a fault that is not the record's. wait: the sink keeps"
                                + " its records, pauses its partitions and goes on where it stopped; a transform throws an"
                                + " error that Connect repeats for errors.retry.timeout. dead-letter: as with a record's own"
                                + " failure. fail: the task fails.");
    }
}
