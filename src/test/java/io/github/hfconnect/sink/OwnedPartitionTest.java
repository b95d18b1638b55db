package io.github.hfconnect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.config.value.OutputOrder;
import io.github.hfconnect.resilience.Backoff;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.sink.lane.PartitionLane;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OwnedPartitionTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    private static final double RANDOM = 0.5;

    private final FakeTime time = new FakeTime();
    private final OwnedPartition partition = new OwnedPartition(new TopicPartition("chat", 0), time);

    @Test
    void firstAttemptIsDueAtOnce() {
        assertThat(partition.isDue()).isTrue();
    }

    @Test
    void attemptsGetFurtherApartWhileTheyFail() {
        for (int loss = 1; loss <= 12; loss++) {
            partition.acquiring(lane(), CompletableFuture.failedFuture(new IllegalStateException("fenced")));
            assertThat(partition.isToBeLost()).isTrue();
            partition.lost(RANDOM);

            assertDueAfter(BACKOFF.delay(loss, RANDOM));
        }
    }

    /** Two that take a partition from each other do it less and less often. */
    @Test
    void whatWasHeldForAMomentOnlyCountsAsOneMoreFailure() {
        hold(Duration.ofSeconds(10));
        partition.lost(RANDOM);
        assertDueAfter(BACKOFF.delay(1, RANDOM));

        hold(Duration.ofSeconds(10));
        partition.lost(RANDOM);
        assertDueAfter(BACKOFF.delay(2, RANDOM));
    }

    @Test
    void whatWasHeldForLongIsAcquiredAgainSoon() {
        hold(Duration.ofSeconds(10));
        partition.lost(RANDOM);
        hold(Duration.ofSeconds(10).plusNanos(1));
        partition.lost(RANDOM);

        assertDueAfter(BACKOFF.delay(1, RANDOM));
    }

    /** An acquisition that takes long was not held. */
    @Test
    void acquisitionThatFailsAfterLongIsAFailureAsAnyOther() {
        partition.acquiring(lane(), CompletableFuture.failedFuture(new IllegalStateException("fenced")));
        partition.lost(RANDOM);
        partition.acquiring(lane(), new CompletableFuture<>());
        time.advance(Duration.ofMinutes(1));
        partition.lost(RANDOM);

        assertDueAfter(BACKOFF.delay(2, RANDOM));
    }

    @Test
    void whatIsAcquiredIsReadFromTheCommittedOffset() {
        partition.acquiring(lane(), CompletableFuture.completedFuture(OptionalLong.of(7)));

        assertThat(partition.isAcquired()).isTrue();
        assertThat(partition.seek()).hasValue(7);
        assertThat(partition.position()).isCompletedWithValue(7L);
        assertThat(partition.isAcquired()).isFalse();
    }

    private void hold(Duration held) {
        partition.acquiring(lane(), CompletableFuture.completedFuture(OptionalLong.empty()));
        partition.seek();
        partition.sought();
        time.advance(held);
    }

    private void assertDueAfter(Duration wait) {
        time.advance(wait.minusNanos(1));
        assertThat(partition.isDue()).isFalse();
        time.advance(Duration.ofNanos(1));
        assertThat(partition.isDue()).isTrue();
    }

    private static PartitionLane lane() {
        return new PartitionLane(OutputOrder.PARTITION, new FakeTime());
    }
}
