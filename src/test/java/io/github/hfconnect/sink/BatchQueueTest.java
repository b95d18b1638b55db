package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.OutputOrder;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.sink.lane.Records;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchQueueTest {

    private static final BatchLimits THREE = new BatchLimits(3, 1_000);
    private static final long LINGER = Duration.ofMillis(5).toNanos();

    private final BatchQueue queue = new BatchQueue(Duration.ofMillis(5));
    private final PartitionLane lane = new PartitionLane(OutputOrder.PARTITION);
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
        assertThat(queue.take(THREE)).hasSize(3);
        assertThat(queue.nanosUntilDue(THREE, 0)).isEqualTo(LINGER);
    }

    @Test
    void bytesFillABatchToo() {
        BatchLimits fewBytes = new BatchLimits(32, 10);
        queue.add(question("sixsix"), 0);
        queue.add(question("sixsix"), 0);

        assertThat(queue.nanosUntilDue(fewBytes, 0)).isZero();
        assertThat(queue.take(fewBytes)).hasSize(1);
    }

    @Test
    void inputsWithOtherParametersGetAnotherCall() {
        queue.add(question(Input.of("a")), 0);
        queue.add(question(new Input(Map.of(Input.MAIN, "b"), Map.of("top_k", 1))), 0);

        assertThat(queue.take(THREE)).hasSize(1);
        assertThat(queue.take(THREE)).hasSize(1);
    }

    @Test
    void questionsPutBackGoFirstInTheirOrderAndAreDue() {
        CoalescedRequest one = question("a");
        CoalescedRequest two = question("b");
        queue.add(question("c"), 0);

        queue.putBack(List.of(one, two), 0);

        assertThat(queue.nanosUntilDue(THREE, 0)).isZero();
        assertThat(queue.take(THREE)).startsWith(one, two);
    }

    @Test
    void questionsOfClosedLanesNeedNoCall() {
        queue.add(question("a"), 0);
        lane.close();

        assertThat(queue.nanosUntilDue(THREE, LINGER)).isEqualTo(Long.MAX_VALUE);
        assertThat(queue.isEmpty()).isTrue();
    }

    private CoalescedRequest question(String text) {
        return question(Input.of(text));
    }

    private CoalescedRequest question(Input input) {
        return new CoalescedRequest(input, Records.waiting(lane, offset++));
    }
}
