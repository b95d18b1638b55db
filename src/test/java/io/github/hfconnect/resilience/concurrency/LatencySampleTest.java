package io.github.hfconnect.resilience.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LatencySampleTest {

    @Test
    void slowestOfTenSaysNothingWheneverItCame() {
        LatencySample sample = new LatencySample();
        DoubleStream.of(1_000, 8, 12, 8, 12, 10, 12, 8, 12, 8).forEach(sample::add);

        LatencySample.Estimate estimate = sample.estimate();

        assertThat(estimate.mean()).isEqualTo(10);
        // Of eight that are off by two, and one that is not.
        assertThat(estimate.error()).isCloseTo(Math.sqrt(32 / 9.0 / 9), within(1e-9));
    }
}
