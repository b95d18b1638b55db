package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.lane.Lanes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task that may hold 80 records of eight partitions, so that a lane may hold 20, and one beside idle ones 40. */
class BackpressureTest {

    private static final List<TopicPartition> ALL = IntStream.range(0, 8)
            .mapToObj(partition -> new TopicPartition("chat", partition))
            .toList();
    private static final TopicPartition HOT = ALL.get(0);

    private final FakeTime time = new FakeTime();
    private final FakeSinkTaskContext context = new FakeSinkTaskContext(Set.copyOf(ALL));
    private final Backpressure backpressure = new Backpressure(context, 80, time);
    private final Lanes lanes = new Lanes(OutputOrder.PARTITION, new FakeTime());
    private final Deque<LaneRecord> inFlight = new ArrayDeque<>();

    @BeforeEach
    void openAll() {
        ALL.forEach(partition -> lanes.open(partition, lanes.newLane()));
    }

    @Test
    void hotLanePausesAllForAMomentSoThatNoFetchWaitsForIdlePartitions() {
        admit(HOT, 39);
        assertThat(pausedNow()).isEmpty();
        admit(HOT, 1);
        assertThat(pausedNow()).containsExactlyInAnyOrderElementsOf(ALL);

        settle(6);
        assertThat(pausedNow()).isEmpty();
    }

    @Test
    void laneThatIsStuckLeavesOthersMoreThanTheirEvenShare() {
        admit(HOT, 40);
        pausedNow();
        time.advance(Duration.ofMillis(50));

        admit(ALL.get(1), 19);
        assertThat(pausedNow()).containsExactly(HOT);
    }

    @Test
    void laneThatStaysFullHoldsUpNobodyElse() {
        admit(HOT, 40);
        assertThat(pausedNow()).hasSize(8);

        time.advance(Duration.ofMillis(50));
        assertThat(pausedNow()).containsExactly(HOT);
    }

    @Test
    void fullTaskPausesAllUntilAQuarterIsFree() {
        ALL.forEach(partition -> admit(partition, 10));
        assertThat(pausedNow()).hasSize(8);

        time.advance(Duration.ofMinutes(1));
        settle(20);
        assertThat(pausedNow()).hasSize(8);
        settle(1);
        assertThat(pausedNow()).isEmpty();
    }

    @Test
    void looksForRoomSoonAndThenLessAndLessOften() {
        admit(HOT, 40);
        pausedNow();

        assertThat(Stream.generate(backpressure::untilNextLook).limit(6).map(Duration::toMillis))
                .containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    }

    private Set<TopicPartition> pausedNow() {
        backpressure.apply(lanes);
        assertThat(backpressure.isOn()).isEqualTo(!context.paused().isEmpty());
        return context.paused();
    }

    private void admit(TopicPartition partition, int records) {
        for (int offset = 0; offset < records; offset++) {
            SinkRecord record = new SinkRecord(partition.topic(), partition.partition(), null, null, null, "x", offset);
            inFlight.add(Objects.requireNonNull(lanes.admit(record)));
        }
    }

    private void settle(int records) {
        for (int i = 0; i < records; i++) {
            LaneRecord record = inFlight.removeFirst();
            record.lane().settle(record);
        }
    }
}
