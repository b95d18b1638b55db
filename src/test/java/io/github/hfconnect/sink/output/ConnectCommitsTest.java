package io.github.hfconnect.sink.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.metrics.Accounting;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.resilience.LogLimit;
import io.github.hfconnect.sink.lane.Delivery;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.lane.Lanes;
import io.github.hfconnect.sink.lane.OffsetNotes;
import io.github.hfconnect.sink.lane.OutputWriter;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.sink.lane.Records;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectCommitsTest {

    private static final TopicPartition PARTITION = new TopicPartition("chat", 0);
    private static final Map<TopicPartition, OffsetAndMetadata> DELIVERED =
            Map.of(PARTITION, new OffsetAndMetadata(12));
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(2);
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(20);

    private final FakeTime time = new FakeTime();
    private final Lanes lanes = new Lanes(OutputOrder.PARTITION, time);
    private final SlowWriter writer = new SlowWriter();
    private final Delivery delivery = new Delivery(writer, 1, failure -> {});
    private final ConnectCommits commits = new ConnectCommits(
            lanes,
            delivery,
            new DeadLetters(new ErrantRecords.Tolerant(new LogLimit(time)), new Accounting()),
            OffsetNotes.NONE,
            QUIET_WITHIN,
            time);
    private final PartitionLane lane = lanes.newLane();

    @AfterEach
    void close() {
        delivery.close();
    }

    /** A record that has left and is not acknowledged. */
    private LaneRecord written(long offset) throws InterruptedException {
        lanes.open(PARTITION, lane);
        LaneRecord record = Records.waiting(lane, offset);
        delivery.finish(record, new Outcome.Passed(Outcome.Passed.Reason.EMPTY));
        writer.written.await();
        return record;
    }

    private CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> committed() {
        return CompletableFuture.supplyAsync(() -> commits.offsets(DELIVERED), work -> new Thread(work).start());
    }

    @Test
    void aCommitWaitsForWhatHasLeft() throws Exception {
        LaneRecord record = written(11);
        var offsets = committed();
        time.awaitWaiting(1);
        assertThat(offsets).isNotDone();

        lane.settle(record);

        assertThat(offsets.join()).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(12)));
    }

    @Test
    void aCommitWaitsSoLongAndNoLonger() throws Exception {
        LaneRecord unsettled = written(11);
        var offsets = committed();
        for (long steps = QUIET_WITHIN.dividedBy(BETWEEN_REPORTS); steps > 0; steps--) {
            time.awaitWaiting(1);
            assertThat(offsets).isNotDone();
            time.advance(BETWEEN_REPORTS);
        }

        assertThat(offsets.join()).isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(unsettled.offset())));
    }

    /** Takes what it gets, and tells. */
    private static final class SlowWriter implements OutputWriter {

        private final CountDownLatch written = new CountDownLatch(1);

        @Override
        public void write(List<LaneRecord> run) {
            written.countDown();
        }

        @Override
        public CompletableFuture<OptionalLong> acquire(
                TopicPartition partition, PartitionLane lane, CompletionStage<Long> position) {
            return CompletableFuture.completedFuture(OptionalLong.empty());
        }

        @Override
        public Duration untilDue(PartitionLane lane) {
            return Duration.ZERO;
        }

        @Override
        public void giveUp(PartitionLane lane) {}

        @Override
        public void close() {}
    }
}
