package io.github.hfconnect.sink.lane;

import io.github.hfconnect.inference.Outcome;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Answers for records of one partition that could not be written before their lane was closed. They are paid for, and used when
 * the same record comes again. Bounded by what was in flight. Safe for use by several threads.
 */
final class KeptAnswers {

    private final Map<Long, LaneRecord> byOffset = new ConcurrentHashMap<>();

    /** Keeps a finished record's answer; a failure that is not the record's own is worth another question. */
    void keep(LaneRecord record) {
        Outcome outcome = record.outcome();
        if (outcome.wasAsked() && !(outcome instanceof Outcome.Failed failed && !failed.ownFault())) {
            byOffset.put(record.offset(), record);
        }
    }

    /** The answer for a record that has come again, which is not kept any longer. */
    Optional<Outcome> take(SinkRecord record) {
        return byOffset.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(byOffset.remove(record.originalKafkaOffset()))
                        .filter(kept -> Objects.deepEquals(kept.record().value(), record.value()))
                        .map(LaneRecord::outcome);
    }

    /** Somebody else has written what stands before that offset. */
    void forgetBelow(long offset) {
        byOffset.keySet().removeIf(kept -> kept < offset);
    }
}
