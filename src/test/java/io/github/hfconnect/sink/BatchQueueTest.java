package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.OutputOrder;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Input;
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
    void loneRecordIsDueWhenItHasLingered() {
        queue.add(record("a"), 100);

        assertThat(queue.nanosUntilDue(THREE, 100)).isEqualTo(LINGER);
        assertThat(queue.nanosUntilDue(THREE, 100 + LINGER)).isZero();
    }

    @Test
    void fullBatchIsDueAtOnce() {
        for (String text : List.of("a", "b", "c", "d")) {
            queue.add(record(text), 0);
        }

        assertThat(queue.nanosUntilDue(THREE, 0)).isZero();
        assertThat(queue.take(THREE)).hasSize(3);
        assertThat(queue.nanosUntilDue(THREE, 0)).isEqualTo(LINGER);
    }

    @Test
    void bytesFillABatchToo() {
        BatchLimits fewBytes = new BatchLimits(32, 10);
        queue.add(record("sixsix"), 0);
        queue.add(record("sixsix"), 0);

        assertThat(queue.nanosUntilDue(fewBytes, 0)).isZero();
        assertThat(queue.take(fewBytes)).hasSize(1);
    }

    @Test
    void inputsWithOtherParametersGetAnotherCall() {
        queue.add(record(Input.of("a")), 0);
        queue.add(record(new Input(Map.of(Input.MAIN, "b"), Map.of("top_k", 1))), 0);

        assertThat(queue.take(THREE)).hasSize(1);
        assertThat(queue.take(THREE)).hasSize(1);
    }

    @Test
    void recordsPutBackGoFirstInTheirOrderAndAreDue() {
        LaneRecord one = record("a");
        LaneRecord two = record("b");
        queue.add(record("c"), 0);

        queue.putBack(List.of(one, two), 0);

        assertThat(queue.nanosUntilDue(THREE, 0)).isZero();
        assertThat(queue.take(THREE)).startsWith(one, two);
    }

    @Test
    void recordsOfClosedLanesNeedNoCall() {
        queue.add(record("a"), 0);
        lane.close();

        assertThat(queue.nanosUntilDue(THREE, LINGER)).isEqualTo(Long.MAX_VALUE);
        assertThat(queue.isEmpty()).isTrue();
    }

    private LaneRecord record(String text) {
        return record(Input.of(text));
    }

    private LaneRecord record(Input input) {
        return Records.waiting(lane, offset++, input);
    }
}
