package io.github.hfconnect.sink;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.MissingRow;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.sink.documents.Documents;
import io.github.hfconnect.sink.lane.LaneRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Reads documents, each of which is known by its key.
 *
 * @param missingRow tells that a document is gone
 */
record DocumentIntake(Documents documents, RecordMapper mapper, MissingRow missingRow) implements Intake {

    private static final Failure NO_KEY = Failure.of(
            FailureKind.REJECTED,
            "The record has no key, by which its pieces would be found when the document changes. Give each document a key,"
                    + " for example by the transform ValueToKey");

    @Override
    public Reading read(SinkRecord record) {
        if (record.key() == null) {
            return new Reading.Settled(new Outcome.Failed(NO_KEY));
        }
        if (record.value() != null && missingRow.isIn(record.value())) {
            return new Reading.Settled(new Outcome.Passed(Outcome.Passed.Reason.DELETED));
        }
        Reading reading = mapper.input(record.valueSchema(), record.value());
        return reading instanceof Reading.Ask
                ? documents.refusal(record).<Reading>map(Reading.Settled::new).orElse(reading)
                : reading;
    }

    @Override
    public void admitted(LaneRecord record) {
        documents.admitted(record);
    }
}
