package io.github.hfconnect.sink;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.MissingRow;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.resilience.LogLimit;
import io.github.hfconnect.sink.documents.Documents;
import io.github.hfconnect.sink.lane.LaneRecord;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads documents, each of which is known by its key.
 *
 * @param missingRow tells that a document is gone
 * @param keyless lines about documents that are gone without being named
 */
record DocumentIntake(Documents documents, RecordMapper mapper, MissingRow missingRow, LogLimit keyless)
        implements Intake {

    private static final Logger log = LoggerFactory.getLogger(DocumentIntake.class);

    private static final Failure NO_KEY = Failure.of(
            FailureKind.REJECTED,
            "The record has no key, by which its pieces would be found when the document changes. Give each document a key,"
                    + " for example by the transform ValueToKey");

    @Override
    public Reading read(SinkRecord record) {
        if (record.value() != null && missingRow.isIn(record.value())) {
            return gone(record);
        }
        if (record.key() == null) {
            return new Reading.Settled(new Outcome.Failed(NO_KEY));
        }
        Reading reading = mapper.input(record.valueSchema(), record.value());
        return reading instanceof Reading.Ask
                ? documents.refusal(record).<Reading>map(Reading.Settled::new).orElse(reading)
                : reading;
    }

    /** Debezium gives no key to the event of a truncate (3.6): it is no fault of the record, and nothing can be done by it. */
    private Reading gone(SinkRecord record) {
        if (record.key() == null) {
            keyless.next()
                    .ifPresent(note -> log.warn(
                            "{}-{}@{} says that rows are gone, and names none by a key, as when a table is truncated:"
                                    + " which pieces were theirs cannot be known, and they stay. Send a tombstone for"
                                    + " each document, or write to a new output topic{}",
                            record.topic(),
                            record.kafkaPartition(),
                            record.kafkaOffset(),
                            note));
        }
        return new Reading.Settled(new Outcome.Passed(Outcome.Passed.Reason.DELETED));
    }

    @Override
    public void admitted(LaneRecord record) {
        documents.admitted(record);
    }
}
