package io.github.hfconnect.sink.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.Outcomes;
import io.github.hfconnect.resilience.FakeTime;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Answers that are paid for, and whose record comes again because its lane was closed before it was written. */
class KeptAnswersTest {

    private static final Outcome ANSWER = Outcomes.enriched("toxic");

    private final PartitionLane lane = new PartitionLane(OutputOrder.PARTITION, new FakeTime());

    private static Optional<Outcome> earlierAnswer(PartitionLane lane, SinkRecord record) {
        return lane.earlierAnswer(Objects.requireNonNull(lane.admit(record)));
    }

    private Optional<Outcome> earlierAnswerAfterClosing(long offset) {
        lane.close();
        return earlierAnswer(lane.next(), Records.text("chat", 0, offset, "text " + offset));
    }

    @Test
    void anAnswerThatWasNotWrittenIsThereForTheNextLaneOnce() {
        lane.finish(Records.waiting(lane, 10), ANSWER);
        lane.close();
        PartitionLane next = lane.next();
        SinkRecord again = Records.text("chat", 0, 10, "text 10");

        assertThat(earlierAnswer(next, again)).contains(ANSWER);
        assertThat(earlierAnswer(next, again)).isEmpty();
    }

    @Test
    void anAnswerThatComesAfterClosingIsKeptToo() {
        LaneRecord record = Records.waiting(lane, 10);
        lane.close();
        lane.finish(record, ANSWER);

        assertThat(earlierAnswerAfterClosing(10)).contains(ANSWER);
    }

    @Test
    void whatIsSettledOrUnansweredIsNotKept() {
        LaneRecord settled = Records.waiting(lane, 10);
        Records.waiting(lane, 11);
        lane.finish(settled, ANSWER);
        lane.nextRun();
        lane.settle(settled);

        assertThat(earlierAnswerAfterClosing(10)).isEmpty();
        assertThat(earlierAnswerAfterClosing(11)).isEmpty();
    }

    @Test
    void onlyAFailureOfTheRecordItselfIsKept() {
        Outcome refused = new Outcome.Failed(Failure.of(FailureKind.REJECTED, "too long"));
        lane.finish(Records.waiting(lane, 10), refused);
        lane.finish(Records.waiting(lane, 11), new Outcome.Failed(Failure.of(FailureKind.UNAVAILABLE, "down")));

        assertThat(earlierAnswerAfterClosing(10)).contains(refused);
        assertThat(earlierAnswerAfterClosing(11)).isEmpty();
    }

    @Test
    void anotherRecordAtTheSameOffsetIsAskedAbout() {
        lane.finish(Records.waiting(lane, 10), ANSWER);
        lane.close();

        assertThat(earlierAnswer(lane.next(), Records.text("chat", 0, 10, "another text")))
                .isEmpty();
    }

    @Test
    void bytesAreTheSameWhereTheyAreEqual() {
        LaneRecord record = Objects.requireNonNull(lane.admit(Records.text("chat", 0, 10, new byte[] {1, 2})));
        lane.finish(record, ANSWER);
        lane.close();

        assertThat(earlierAnswer(lane.next(), Records.text("chat", 0, 10, new byte[] {1, 2})))
                .contains(ANSWER);
    }

    @Test
    void whatSomebodyElseHasWrittenIsForgotten() {
        lane.finish(Records.waiting(lane, 10), ANSWER);
        lane.finish(Records.waiting(lane, 11), ANSWER);
        lane.close();
        lane.next().startFrom(11);

        assertThat(earlierAnswerAfterClosing(10)).isEmpty();
        assertThat(earlierAnswerAfterClosing(11)).contains(ANSWER);
    }
}
