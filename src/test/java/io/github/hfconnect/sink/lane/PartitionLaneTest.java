package io.github.hfconnect.sink.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.resilience.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PartitionLaneTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Outcome DONE = new Outcome.Passed(Outcome.Passed.Reason.EMPTY);

    private final FakeTime time = new FakeTime();
    private final PartitionLane lane = new PartitionLane(OutputOrder.PARTITION, time);

    @Test
    void finishedRecordsWaitForTheirPredecessors() {
        LaneRecord first = Records.waiting(lane, 10);
        LaneRecord second = Records.waiting(lane, 11);

        assertThat(lane.finish(second, DONE)).isFalse();
        assertThat(lane.finish(first, DONE)).isTrue();
        assertThat(lane.nextRun()).containsExactly(first, second);
    }

    @Test
    void withoutAnOrderFastAnswersOvertake() {
        PartitionLane unordered = new PartitionLane(OutputOrder.NONE, time);
        Records.waiting(unordered, 10);
        LaneRecord second = Records.waiting(unordered, 11);

        assertThat(unordered.finish(second, DONE)).isTrue();
        assertThat(unordered.nextRun()).containsExactly(second);
        assertThat(unordered.watermark()).hasValue(10);
    }

    @Test
    void onlyOneDeliveryRunsAtATime() {
        LaneRecord first = Records.waiting(lane, 10);
        LaneRecord second = Records.waiting(lane, 11);

        assertThat(lane.finish(first, DONE)).isTrue();
        assertThat(lane.finish(second, DONE)).isFalse();
        assertThat(lane.nextRun()).containsExactly(first, second);
        assertThat(lane.nextRun()).isEmpty();

        assertThat(lane.finish(Records.waiting(lane, 12), DONE)).isTrue();
    }

    @Test
    void watermarkStaysAtTheFirstUnsettledRecord() {
        LaneRecord first = Records.waiting(lane, 10);
        LaneRecord second = Records.waiting(lane, 14);
        lane.finish(first, DONE);
        lane.finish(second, DONE);
        lane.nextRun();

        lane.settle(second);
        assertThat(lane.watermark()).hasValue(10);

        lane.settle(first);
        assertThat(lane.watermark()).isEmpty();
    }

    @Test
    void heldLaneLetsNothingLeaveUntilReleased() {
        LaneRecord record = Records.waiting(lane, 10);
        lane.hold();

        assertThat(lane.finish(record, DONE)).isFalse();
        assertThat(lane.isQuiet()).isTrue();

        assertThat(lane.release()).isTrue();
        assertThat(lane.nextRun()).containsExactly(record);
        assertThat(lane.isQuiet()).isFalse();
    }

    @Test
    void closedLaneTakesNoNoticeOfLateOutcomes() {
        LaneRecord record = Records.waiting(lane, 10);

        assertThat(lane.close()).isEqualTo(1);

        assertThat(lane.finish(record, DONE)).isFalse();
        assertThat(lane.settle(record)).isFalse();
        assertThat(lane.watermark()).isEmpty();
    }

    @Test
    void closedLaneReturnsOnlyWhatIsNotSettled() {
        PartitionLane unordered = new PartitionLane(OutputOrder.NONE, time);
        Records.waiting(unordered, 10);
        LaneRecord second = Records.waiting(unordered, 11);
        unordered.finish(second, DONE);
        unordered.nextRun();
        unordered.settle(second);

        assertThat(unordered.close()).isEqualTo(1);
    }

    @Test
    void recordIsSettledOnce() {
        LaneRecord record = Records.waiting(lane, 10);
        lane.finish(record, DONE);
        lane.nextRun();

        assertThat(lane.settle(record)).isTrue();
        assertThat(lane.settle(record)).isFalse();
        assertThat(lane.isQuiet()).isFalse();
        assertThat(lane.nextRun()).isEmpty();
        assertThat(lane.isQuiet()).isTrue();
    }

    @Test
    void whateverTheOrderOfAnswersAllLeaveInOrderAndTheWatermarkNeverPassesAnUnsettledOne() {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            PartitionLane shuffled = new PartitionLane(OutputOrder.PARTITION, time);
            List<LaneRecord> records = LongStream.range(0, 50)
                    .mapToObj(offset -> Records.waiting(shuffled, offset))
                    .toList();
            List<LaneRecord> answers = new ArrayList<>(records);
            Collections.shuffle(answers, random);
            List<LaneRecord> left = new ArrayList<>();
            List<LaneRecord> unsettled = new ArrayList<>();
            for (LaneRecord answer : answers) {
                if (shuffled.finish(answer, DONE)) {
                    for (List<LaneRecord> run = shuffled.nextRun(); !run.isEmpty(); run = shuffled.nextRun()) {
                        left.addAll(run);
                        unsettled.addAll(run);
                    }
                }
                settleSome(shuffled, unsettled, random);
                long firstOpen = records.stream()
                        .filter(record -> !record.isSettled())
                        .mapToLong(LaneRecord::offset)
                        .min()
                        .orElse(-1);
                assertThat(shuffled.watermark())
                        .isEqualTo(firstOpen < 0 ? OptionalLong.empty() : OptionalLong.of(firstOpen));
            }
            assertThat(left).isEqualTo(records);
        }
    }

    private static void settleSome(PartitionLane lane, List<LaneRecord> unsettled, Random random) {
        Collections.shuffle(unsettled, random);
        int count = random.nextInt(unsettled.size() + 1);
        unsettled.subList(0, count).forEach(lane::settle);
        unsettled.subList(0, count).clear();
    }

    @Test
    void whoeverWaitsForQuietGoesOnWhenWhatHasLeftIsSettled() throws Exception {
        LaneRecord first = Records.waiting(lane, 10);
        lane.finish(first, DONE);
        lane.nextRun();
        lane.nextRun();
        CompletableFuture<Boolean> quiet = awaitQuiet();

        lane.settle(first);

        assertThat(quiet.join()).isTrue();
    }

    @Test
    void whoeverWaitsForQuietGoesOnWhenADeliveryEnds() throws Exception {
        LaneRecord first = Records.waiting(lane, 10);
        lane.finish(first, DONE);
        lane.nextRun();
        lane.settle(first);
        CompletableFuture<Boolean> quiet = awaitQuiet();

        lane.nextRun();

        assertThat(quiet.join()).isTrue();
    }

    @Test
    void whoeverWaitsForQuietGoesOnWhenTheLaneIsClosed() throws Exception {
        lane.finish(Records.waiting(lane, 10), DONE);
        CompletableFuture<Boolean> quiet = awaitQuiet();

        lane.close();

        assertThat(quiet.join()).isTrue();
    }

    @Test
    void quietIsNotWaitedForLongerThanAsked() throws Exception {
        assertThat(lane.awaitQuiet(Duration.ZERO)).isTrue();
        lane.finish(Records.waiting(lane, 10), DONE);
        assertThat(lane.awaitQuiet(Duration.ZERO)).isFalse();

        CompletableFuture<Boolean> quiet = awaitQuiet();
        time.advance(LIMIT.minusNanos(1));
        time.awaitWaiting(1);
        time.advance(Duration.ofNanos(1));

        assertThat(quiet.join()).isFalse();
    }

    @Test
    void whatIsDoneForAnIdleLaneComesBeforeADelivery() {
        assertThat(lane.beginWhileIdle()).isTrue();
        assertThat(lane.beginWhileIdle()).isFalse();
        LaneRecord first = Records.waiting(lane, 10);
        assertThat(lane.finish(first, DONE)).isFalse();

        assertThat(lane.nextRun()).containsExactly(first);
    }

    @Test
    void laneThatWaitsForTheModelOrIsClosedIsNotIdle() {
        LaneRecord first = Records.waiting(lane, 10);
        assertThat(lane.beginWhileIdle()).isFalse();
        assertThat(lane.finish(first, DONE)).isTrue();
        lane.close();

        assertThat(lane.beginWhileIdle()).isFalse();
    }

    @Test
    void whatHasLeftIsNoLongerCountedAsFinished() {
        LaneRecord first = Records.waiting(lane, 10);
        LaneRecord second = Records.waiting(lane, 11);
        lane.finish(first, DONE);
        lane.finish(second, DONE);
        assertThat(lane.finished()).isEqualTo(2);

        lane.nextRun();

        assertThat(lane.finished()).isZero();
    }

    @Test
    void releaseStartsNothingWhereNothingIsFinished() {
        Records.waiting(lane, 10);
        lane.hold();

        assertThat(lane.release()).isFalse();
    }

    @Test
    void oldestRecordsAgeIsItsTimeInTheLane() {
        assertThat(lane.oldestAge(time.nanos())).isZero();
        Records.waiting(lane, 10);
        time.advance(Duration.ofMillis(3));
        Records.waiting(lane, 11);
        time.advance(Duration.ofMillis(2));

        assertThat(lane.oldestAge(time.nanos())).isEqualTo(Duration.ofMillis(5));
    }

    /** A thread that waits for the lane to be quiet, once it does so. */
    private CompletableFuture<Boolean> awaitQuiet() {
        CompletableFuture<Boolean> quiet = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                quiet.complete(lane.awaitQuiet(LIMIT));
            } catch (InterruptedException e) {
                quiet.completeExceptionally(e);
            }
        });
        thread.start();
        time.awaitWaiting(1);
        return quiet;
    }

    /** A document of many pieces is as much to hold as many records. */
    @Test
    void aRecordTakesAsMuchRoomAsItHasInputs() {
        PartitionLane lane = new PartitionLane(OutputOrder.PARTITION, time);
        LaneRecord document = Records.waiting(lane, 0);
        LaneRecord record = Records.waiting(lane, 1);

        document.asksFor(500);
        assertThat(lane.size()).isEqualTo(501);
        finishAndSettle(lane, document);
        assertThat(lane.size()).isEqualTo(1);
        record.asksFor(0);
        assertThat(lane.size()).isEqualTo(1);
        finishAndSettle(lane, record);
        assertThat(lane.size()).isZero();
    }

    private static void finishAndSettle(PartitionLane lane, LaneRecord record) {
        lane.finish(record, new Outcome.Passed(Outcome.Passed.Reason.EMPTY));
        lane.nextRun();
        lane.settle(record);
    }
}
