package io.github.hfconnect.sink.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.resilience.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Outcome DONE = new Outcome.Passed(Outcome.Passed.Reason.EMPTY);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private final FakeScheduler threads = new FakeScheduler();
    private final List<Throwable> halts = new ArrayList<>();
    private final NotingWriter writer = new NotingWriter();
    private final Delivery delivery = new Delivery(writer, threads, halts::add);
    private final PartitionLane lane = new PartitionLane(OutputOrder.PARTITION, new FakeTime());

    @AfterEach
    void close() {
        delivery.close();
    }

    @Test
    void finishedHeadLeavesAtOnceWhereTheWriterWaitsForNothing() {
        LaneRecord first = Records.waiting(lane, 0);
        delivery.finish(first, DONE);
        threads.advance(Duration.ZERO);

        assertThat(writer.runs).containsExactly(List.of(first));
    }

    @Test
    void whatIsFinishedMeanwhileLeavesTogether() {
        writer.wait = INTERVAL;
        LaneRecord first = Records.waiting(lane, 0);
        LaneRecord second = Records.waiting(lane, 1);
        delivery.finish(first, DONE);
        threads.advance(INTERVAL.minusNanos(1));
        assertThat(writer.runs).isEmpty();
        delivery.finish(second, DONE);
        writer.wait = Duration.ZERO;
        threads.advance(Duration.ofNanos(1));

        assertThat(writer.runs).containsExactly(List.of(first, second));
    }

    @Test
    void writerThatStillWantsToWaitIsAskedAgain() {
        writer.wait = INTERVAL;
        LaneRecord first = Records.waiting(lane, 0);
        delivery.finish(first, DONE);
        threads.advance(INTERVAL);
        assertThat(writer.runs).isEmpty();

        writer.wait = Duration.ZERO;
        threads.advance(INTERVAL);

        assertThat(writer.runs).containsExactly(List.of(first));
    }

    @Test
    void nothingLeavesAHeldLaneUntilItIsReleased() {
        LaneRecord first = Records.waiting(lane, 0);
        lane.hold();
        delivery.finish(first, DONE);
        threads.advance(Duration.ofDays(1));
        assertThat(writer.runs).isEmpty();

        delivery.release(lane);
        threads.advance(Duration.ZERO);

        assertThat(writer.runs).containsExactly(List.of(first));
    }

    @Test
    void workForAnIdleLaneComesBeforeWhatIsFinishedMeanwhile() {
        List<String> done = new ArrayList<>();
        delivery.whileIdle(lane, () -> done.add("work"));
        LaneRecord first = Records.waiting(lane, 0);
        delivery.finish(first, DONE);
        assertThat(writer.runs).isEmpty();

        threads.advance(Duration.ZERO);

        assertThat(done).containsExactly("work");
        assertThat(writer.runs).containsExactly(List.of(first));
    }

    @Test
    void thereIsNoSuchWorkForALaneThatIsNotIdle() {
        List<String> done = new ArrayList<>();
        Records.waiting(lane, 0);

        delivery.whileIdle(lane, () -> done.add("work"));
        threads.advance(Duration.ZERO);

        assertThat(done).isEmpty();
    }

    @Test
    void whatTheWriterThrowsFailsTheTask() {
        writer.failure = new IllegalStateException("no such topic");
        delivery.finish(Records.waiting(lane, 0), DONE);
        threads.advance(Duration.ZERO);

        assertThat(halts).containsExactly(writer.failure);
    }

    private static final class NotingWriter implements OutputWriter {

        private final List<List<LaneRecord>> runs = new ArrayList<>();
        private Duration wait = Duration.ZERO;
        private @Nullable RuntimeException failure;

        @Override
        public CompletableFuture<OptionalLong> acquire(
                TopicPartition partition, PartitionLane lane, CompletionStage<Long> position) {
            return CompletableFuture.completedFuture(OptionalLong.empty());
        }

        @Override
        public void write(List<LaneRecord> run) {
            if (failure != null) {
                throw failure;
            }
            runs.add(run);
        }

        @Override
        public Duration untilDue(PartitionLane lane) {
            return wait;
        }

        @Override
        public void giveUp(PartitionLane lane) {}

        @Override
        public void close() {}
    }
}
