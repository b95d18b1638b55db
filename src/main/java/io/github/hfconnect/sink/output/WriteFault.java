package io.github.hfconnect.sink.output;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** What a failed write says about the next try. What passes by itself is named; whatever is not would be tried for ever. */
public enum WriteFault {
    /** The record's own: its topic never takes it. */
    RECORD,
    /** Another producer has taken the partition over, or the broker has ended a transaction that took too long. */
    FENCED,
    /** It passes by itself, as when a leader is elected or the cluster does not answer. */
    PASSING,
    /** It comes back however often it is tried. */
    LASTING;

    private static final Set<Class<?>> OWN =
            Set.of(RecordTooLargeException.class, InvalidRecordException.class, InvalidTimestampException.class);

    private static final Set<Class<?>> FENCES =
            Set.of(ProducerFencedException.class, InvalidProducerEpochException.class);

    /** Kafka's own RetriableException covers leaders, coordinators and time limits; a new producer gets over the others. */
    private static final Set<Class<?>> PASSES = Set.of(
            RetriableException.class,
            org.apache.kafka.connect.errors.RetriableException.class,
            java.util.concurrent.TimeoutException.class,
            InterruptException.class,
            InvalidTxnStateException.class,
            TransactionAbortedException.class,
            InvalidPidMappingException.class,
            OutOfOrderSequenceException.class,
            UnknownServerException.class,
            CommitFailedException.class,
            IllegalGenerationException.class,
            UnknownMemberIdException.class,
            FencedInstanceIdException.class);

    /** Kafka's client, of a name that cannot be looked up at this moment ({@code ClientUtils}, 3.5 to 4.3). */
    private static final String UNRESOLVED = "No resolvable bootstrap urls";

    /** Kafka's client, of records in order that were sent in one batch with one that is not ({@code Sender}, 3.5 to 4.3, in these words). */
    private static final String COMPANION = "part of a batch which had one more more invalid records";

    /** Judges by the first known class in the chain of causes. */
    public static WriteFault of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isOneOf(OWN, cause)) {
                return RECORD;
            }
            if (isOneOf(FENCES, cause)) {
                return FENCED;
            }
            if (isOneOf(PASSES, cause) || isUnresolved(cause)) {
                return PASSING;
            }
            if (cause instanceof ConnectException) {
                return LASTING;
            }
        }
        return LASTING;
    }

    /** Whether the record was refused only because it was sent together with another: by itself it is taken. */
    static boolean isOfACompanion(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains(COMPANION);
    }

    /** What is said of a record that its topic does not take. */
    public static Failure ofRecord(String topic, Throwable refusal) {
        String why = refusal instanceof RecordTooLargeException
                ? "The enriched record is too large for " + topic
                        + "; see output.producer.max.request.size and the topic's" + " max.message.bytes: "
                : "The topic " + topic + " does not take the enriched record: ";
        return Failure.of(FailureKind.REJECTED, why + refusal.getMessage());
    }

    private static boolean isOneOf(Set<Class<?>> classes, Throwable failure) {
        return classes.stream().anyMatch(known -> known.isInstance(failure));
    }

    private static boolean isUnresolved(Throwable failure) {
        return failure instanceof ConfigException
                && String.valueOf(failure.getMessage()).contains(UNRESOLVED);
    }
}
