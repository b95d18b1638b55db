package io.github.hfconnect.resilience.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrialTimesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long START = 100 * SECOND;

    private final TrialTimes times = new TrialTimes(START);

    @Test
    void firstTrialWaitsForTheFirstCallsToWarmUp() {
        assertThat(times.isHoldOver(START + SECOND)).isFalse();
        assertThat(times.isHoldOver(START + 2 * SECOND)).isTrue();
    }

    @Test
    void endpointThatHasRefusedIsNotTriedWithMoreForTenSeconds() {
        assertThat(times.mayTryMore(START)).isTrue();

        times.refused(START);

        assertThat(times.mayTryMore(START + 9 * SECOND)).isFalse();
        assertThat(times.mayTryMore(START + 10 * SECOND)).isTrue();
    }

    @Test
    void whatSettlesAfterARefusalIsTriedAgainSoon() {
        for (int hold = 0; hold < 4; hold++) {
            times.hold(false, START);
        }
        assertThat(times.isHoldOver(START + 7 * SECOND)).isFalse();

        times.refused(START);
        times.hold(false, START);

        assertThat(times.isHoldOver(START + SECOND)).isTrue();
    }
}
