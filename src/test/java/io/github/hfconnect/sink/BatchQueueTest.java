package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.value.Linger;
import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.sink.lane.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchQueueTest {

    private static final BatchLimits THREE = new BatchLimits(3, 1_000);
    private static final int BACKLOG = 5_000;
    private static final long LINGER = Duration.ofMillis(5).toNanos();

    private final BatchQueue queue = new BatchQueue(Linger.of(Duration.ofMillis(5)), 0);
    private final BatchQueue auto = new BatchQueue(Linger.parse(Linger.AUTO), 0);
    private final PartitionLane lane = new PartitionLane(OutputOrder.PARTITION, new FakeTime());
    private long offset;

    @Test
    void nothingIsDueWhereNothingWaits() {
        assertThat(queue.nanosUntilDue(THREE, 0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void loneQuestionIsDueWhenItHasLingered() {
        queue.add(question("a"), 100);

        assertThat(queue.nanosUntilDue(THREE, 100)).isEqualTo(LINGER);
        assertThat(queue.nanosUntilDue(THREE, 100 + LINGER)).isZero();
    }

    @Test
    void fullBatchIsDueAtOnce() {
        for (String text : List.of("a", "b", "c", "d")) {
            queue.add(question(text), 0);
        }

        assertThat(queue.nanosUntilDue(THREE, 0)).isZero();
        assertThat(queue.take(THREE, 0)).hasSize(3);
        assertThat(queue.nanosUntilDue(THREE, 0)).isEqualTo(LINGER);
    }

    @Test
    void bytesFillABatchToo() {
        BatchLimits fewBytes = new BatchLimits(32, 10);
        queue.add(question("sixsix"), 0);
        queue.add(question("sixsix"), 0);

        assertThat(queue.nanosUntilDue(fewBytes, 0)).isZero();
        assertThat(queue.take(fewBytes, 0)).hasSize(1);
    }

    @Test
    void limitsThatFallOrRiseJudgeWhatWaitsAnew() {
        BatchLimits two = new BatchLimits(2, 1_000);
        queue.add(question("a"), 0);
        queue.add(question("b"), 0);

        assertThat(queue.nanosUntilDue(THREE, 0)).isEqualTo(LINGER);
        assertThat(queue.nanosUntilDue(two, 0)).isZero();
        assertThat(queue.nanosUntilDue(THREE, 0)).isEqualTo(LINGER);
        queue.add(question("c"), 0);
        assertThat(queue.take(two, 0)).hasSize(2);
        assertThat(queue.nanosUntilDue(two, 0)).isEqualTo(LINGER);
    }

    @Test
    void inputsWithOtherParametersGetAnotherCall() {
        queue.add(question(Input.of("a")), 0);
        queue.add(question(new Input(Map.of(Input.MAIN, "b"), Map.of("top_k", 1))), 0);

        assertThat(queue.take(THREE, 0)).hasSize(1);
        assertThat(queue.take(THREE, 0)).hasSize(1);
    }

    @Test
    void inputsThatTakeTurnsShareCallsByTheirParameters() {
        List<CoalescedRequest> ofA = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            CoalescedRequest a = question("a" + i, "a");
            ofA.add(a);
            queue.add(a, 0);
            queue.add(question("b" + i, "b"), 0);
        }

        assertThat(queue.nanosUntilDue(THREE, 0)).isZero();
        assertThat(queue.take(THREE, 0)).isEqualTo(ofA);
        assertThat(queue.take(THREE, 0)).hasSize(3);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aFullBatchNeedNotWaitBehindOneThatIsNot() {
        queue.add(question("b", "b"), 0);
        for (int i = 0; i < 3; i++) {
            queue.add(question("a" + i, "a"), 1);
        }

        assertThat(queue.nanosUntilDue(THREE, 1)).isZero();
        assertThat(queue.take(THREE, 1)).hasSize(3);
        assertThat(queue.nanosUntilDue(THREE, 1)).isEqualTo(LINGER - 1);
    }

    @Test
    void whatHasLingeredGoesBeforeAFullBatchThatCameLater() {
        CoalescedRequest lone = question("b", "b");
        queue.add(lone, 0);
        for (int i = 0; i < 3; i++) {
            queue.add(question("a" + i, "a"), 1);
        }

        assertThat(queue.take(THREE, LINGER)).containsExactly(lone);
    }

    @Test
    void whatIsPutBackGoesFirstAmongItsOwnParameters() {
        CoalescedRequest early = question("a", "a");
        CoalescedRequest late = question("b", "b");
        queue.add(question("a2", "a"), 5);

        queue.putBack(List.of(early, late), 10);

        assertThat(queue.nanosUntilDue(THREE, 10)).isZero();
        assertThat(queue.take(THREE, 10)).startsWith(early).hasSize(2);
        assertThat(queue.take(THREE, 10)).containsExactly(late);
    }

    /** A backlog of 32 tenants in turn, as a task keeps it with its defaults, and a call of 20 ms for each batch. */
    @Test
    void thirtyTwoTenantsInTurnFillTheirBatches() {
        BatchLimits limits = new BatchLimits(32, 1 << 20);
        int inFlight = 0;
        int taken = 0;
        int batches = 0;
        for (long now = 0; taken < 40_000; now += Duration.ofMillis(20).toNanos() / 16) {
            for (; inFlight < BACKLOG; inFlight++) {
                queue.add(question("text", "tenant-" + offset % 32), now);
            }
            if (queue.nanosUntilDue(limits, now) == 0) {
                int size = queue.take(limits, now).size();
                inFlight -= size;
                taken += size;
                batches++;
            }
        }

        assertThat(taken / (32.0 * batches)).isGreaterThan(0.8);
    }

    @Test
    void questionsPutBackGoFirstInTheirOrderAndAreDue() {
        CoalescedRequest one = question("a");
        CoalescedRequest two = question("b");
        queue.add(question("c"), 0);

        queue.putBack(List.of(one, two), 0);

        assertThat(queue.nanosUntilDue(THREE, 0)).isZero();
        assertThat(queue.take(THREE, 0)).startsWith(one, two);
    }

    @Test
    void questionsOfClosedLanesNeedNoCall() {
        queue.add(question("a"), 0);
        lane.close();

        assertThat(queue.nanosUntilDue(THREE, LINGER)).isEqualTo(Long.MAX_VALUE);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void loneQuestionWaitsForNobodyWhereNothingIsUnderWay() {
        auto.add(question("a"), 100);

        assertThat(auto.nanosUntilDue(THREE, 100)).isZero();
        assertThat(auto.take(THREE, 100)).hasSize(1);
    }

    @Test
    void whileACallIsUnderWayOthersGather() {
        auto.add(question("a"), 0);
        auto.take(THREE, 0);
        auto.add(question("b"), 100);

        assertThat(auto.nanosUntilDue(THREE, 100)).isEqualTo(LINGER);
        assertThat(auto.nanosUntilDue(THREE, 100 + LINGER)).isZero();
    }

    @Test
    void whatHasGatheredLeavesWhenTheLastCallEnds() {
        auto.add(question("a"), 0);
        auto.take(THREE, 0);
        auto.add(question("b"), LINGER - 10);
        auto.take(THREE, 2 * LINGER);
        auto.add(question("c"), 3 * LINGER);

        auto.callEnded();
        assertThat(auto.nanosUntilDue(THREE, 3 * LINGER)).as("one is under way").isEqualTo(LINGER);
        auto.callEnded();
        assertThat(auto.nanosUntilDue(THREE, 3 * LINGER)).isZero();
    }

    /** Else an endpoint that answers at once would be asked for each record by itself, however fast they come. */
    @Test
    void callsThatLeaveEarlyAreNoMoreThanThoseThatLinger() {
        auto.add(question("a"), 0);
        auto.take(THREE, 0);
        auto.callEnded();
        auto.add(question("b"), 100);

        assertThat(auto.nanosUntilDue(THREE, 100)).isEqualTo(LINGER - 100);
        assertThat(auto.nanosUntilDue(THREE, LINGER)).isZero();
    }

    @Test
    void whereNothingIsUnderWayAFullBatchGoesFirst() {
        auto.add(question("b", "b"), 0);
        for (int i = 0; i < 3; i++) {
            auto.add(question("a" + i, "a"), 0);
        }

        assertThat(auto.take(THREE, 0)).hasSize(3);
        assertThat(auto.nanosUntilDue(THREE, 0)).isEqualTo(LINGER);
    }

    /** At any pace, and an endpoint of any speed. */
    @Test
    void autoIsSoonerAndMakesNoMoreCallsThanAFixedLingerCould() {
        int lingersInASecond = 200;
        for (long gap : List.of(100_000L, 1_000_000L, 4_000_000L, 10_000_000L, 100_000_000L)) {
            for (long took : List.of(200_000L, 2_000_000L, 20_000_000L, 200_000_000L)) {
                Linger usual = Linger.of(Duration.ofNanos(LINGER));
                CallsOfAStream fixed = CallsOfAStream.of(usual, this::question, gap, took);
                CallsOfAStream adapting = CallsOfAStream.of(Linger.parse(Linger.AUTO), this::question, gap, took);

                assertThat(adapting.calls()).isLessThanOrEqualTo(1 + Math.max(fixed.calls(), lingersInASecond));
                assertThat(adapting.longestWait()).isLessThanOrEqualTo(fixed.longestWait());
                assertThat(adapting.meanWait()).isLessThanOrEqualTo(1.02 * fixed.meanWait());
            }
        }
    }

    private CoalescedRequest question(String text, String tenant) {
        return question(new Input(Map.of(Input.MAIN, text), Map.of("tenant", tenant)));
    }

    private CoalescedRequest question(String text) {
        return question(Input.of(text));
    }

    private CoalescedRequest question(Input input) {
        return new CoalescedRequest(input, new WaitingRecord(Records.waiting(lane, offset++)));
    }
}
