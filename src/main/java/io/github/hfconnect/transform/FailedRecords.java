package io.github.hfconnect.transform;

import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.config.keys.DeadLetterTarget;
import io.github.hfconnect.config.value.OnFailure;
import io.github.hfconnect.config.value.OutagePolicy;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.resilience.LogLimit;
import java.util.Optional;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a record without a prediction, as {@code on.failure} and {@code on.outage} say. */
final class FailedRecords implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FailedRecords.class);

    private final OnFailure onFailure;
    private final OutagePolicy onOutage;
    private final @Nullable DeadLetterWriter deadLetters;
    private final LogLimit drops;

    /**
     * The behaviour of a configuration.
     *
     * @param deadLetters null where there are none
     */
    FailedRecords(InferenceConfig config, @Nullable DeadLetterWriter deadLetters, Time time) {
        this.onFailure = config.onFailure();
        this.onOutage = config.onOutage();
        this.deadLetters = deadLetters;
        this.drops = new LogLimit(time);
    }

    static FailedRecords open(InferenceConfig config, String transform, Time time) {
        boolean wanted = config.onFailure() == OnFailure.DEAD_LETTER;
        Optional<DeadLetterTarget> target = wanted ? config.deadLetterTarget() : Optional.empty();
        return new FailedRecords(
                config,
                target.map(to -> DeadLetterWriter.open(to, transform, time)).orElse(null),
                time);
    }

    /** Whether the record passes on with a note. */
    boolean isAnnotated(Outcome.Failed failed) {
        return onFailure == OnFailure.ANNOTATE && isTreatedAsRecords(failed);
    }

    /**
     * Gives up a record.
     *
     * @return what has become of it, where it is to be left out
     * @throws org.apache.kafka.connect.errors.ConnectException where Connect has to decide
     */
    Disposition giveUp(ConnectRecord<?> record, Outcome.Failed failed) {
        Failure failure = failed.failure();
        if (!isTreatedAsRecords(failed)) {
            throw ConnectErrors.ofService(failure, onOutage);
        }
        if (onFailure == OnFailure.DEAD_LETTER && deadLetters != null) {
            deadLetters.write(record, failure);
            return Disposition.reported(failure.kind());
        }
        if (onFailure == OnFailure.DROP && failed.ownFault()) {
            drops.next()
                    .ifPresent(note ->
                            log.warn("A record is left out, as on.failure=drop says: {}{}", failure.describe(), note));
            return Disposition.DROPPED;
        }
        throw ConnectErrors.ofRecord(failure);
    }

    private boolean isTreatedAsRecords(Outcome.Failed failed) {
        return failed.ownFault() || (failed.failure().kind().isOutage() && onOutage == OutagePolicy.DEAD_LETTER);
    }

    @Override
    public void close() {
        if (deadLetters != null) {
            deadLetters.close();
        }
    }
}
