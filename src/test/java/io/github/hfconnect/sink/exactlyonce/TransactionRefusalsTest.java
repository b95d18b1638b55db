package io.github.hfconnect.sink.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.sink.lane.Records;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

/** Exceptions as Kafka 4.3 gives them, told apart by who holds which. */
class TransactionRefusalsTest {

    private final PartitionLane lane = new PartitionLane(OutputOrder.PARTITION, new FakeTime());
    private final List<LaneRecord> records = List.of(
            Records.waiting(lane, 0), Records.waiting(lane, 1), Records.waiting(lane, 2), Records.waiting(lane, 3));
    private final TransactionRefusals refusals = new TransactionRefusals();

    private static InvalidRecordException noKey() {
        return new InvalidRecordException("Compacted topic cannot accept message without key");
    }

    private static KafkaException besideOthers() {
        return new KafkaException("it was part of a batch which had one more more invalid records");
    }

    private void refuse(int record, Exception reason) {
        refusals.add(new Refusal(records.get(record), "chat.enriched", reason));
    }

    private void refuse(Supplier<? extends Exception> reason, int... refused) {
        for (int record : refused) {
            refuse(record, reason.get());
        }
    }

    private List<Long> atFault() {
        return refusals.ofRecordsAtFault().keySet().stream()
                .map(LaneRecord::offset)
                .sorted()
                .toList();
    }

    @Test
    void eachRecordWithAReasonOfItsOwnIsAtFault() {
        refuse(TransactionRefusalsTest::besideOthers, 0);
        refuse(TransactionRefusalsTest::noKey, 1, 2);
        refuse(TransactionRefusalsTest::besideOthers, 3);

        assertThat(atFault()).containsExactly(1L, 2L);
    }

    @Test
    void whatWasNotSentYetIsNotAtFaultForARefusedBatch() {
        Exception ofTheBatch =
                new InvalidRecordException("One or more records have been rejected due to 1 record errors");
        refuse(TransactionRefusalsTest::noKey, 0);
        refuse(1, ofTheBatch);
        assertThat(atFault()).containsExactly(0L);

        refuse(2, ofTheBatch);
        assertThat(atFault()).containsExactly(0L);
    }

    @Test
    void ofThoseWithOneReasonTheFirstIsAtFault() {
        Exception tooLarge = new RecordTooLargeException("too large");
        refuse(0, tooLarge);
        refuse(1, tooLarge);
        refuse(2, tooLarge);

        assertThat(atFault()).containsExactly(0L);
    }

    /** It is found when the transaction is tried again. */
    @Test
    void whoSharesALaterReasonIsNotCondemnedYet() {
        Exception tooLarge = new RecordTooLargeException("too large");
        refuse(TransactionRefusalsTest::noKey, 0);
        refuse(1, tooLarge);
        refuse(2, tooLarge);

        assertThat(atFault()).containsExactly(0L);
    }

    @Test
    void aRecordIsReportedWithItsFirstRefusal() {
        InvalidRecordException first = noKey();
        refuse(0, first);
        refuse(0, noKey());

        assertThat(refusals.ofRecordsAtFault())
                .isEqualTo(Map.of(records.get(0), new Refusal(records.get(0), "chat.enriched", first)));
    }

    @Test
    void troubleOfTheClusterIsNobodysFault() {
        refuse(0, new OutOfOrderSequenceException("out of order"));

        assertThat(atFault()).isEmpty();
    }

    @Test
    void aTransactionGoesOnWhereNothingIsRefused() {
        assertThatCode(refusals::requireNone).doesNotThrowAnyException();
        refuse(0, noKey());

        assertThatThrownBy(refusals::requireNone).isInstanceOf(KafkaException.class);
    }
}
