package io.github.hfconnect.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));

    @Test
    void ceilingDoublesUpToTheMaximum() {
        assertThat(backoff.ceiling(1)).isEqualTo(Duration.ofMillis(250));
        assertThat(backoff.ceiling(3)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.ceiling(8)).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.ceiling(10_000)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void delayIsAnythingBelowTheCeiling() {
        Random random = new Random(7);
        for (int retry = 1; retry < 200; retry++) {
            assertThat(backoff.delay(retry, random.nextDouble())).isBetween(Duration.ZERO, backoff.ceiling(retry));
        }
        assertThat(backoff.delay(2, 0.5)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void baseAboveTheMaximumIsRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ofMillis(2), Duration.ofMillis(1)))
                .hasMessageContaining("between 0 and the maximum of 1 ms, but is 2 ms");
    }
}
