package io.github.hfconnect.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallStatisticsTest {

    private final FakeTime time = new FakeTime();
    private final CallStatistics statistics = new CallStatistics(time::nanos);

    @Test
    void callsAreCountedByTheirEnd() {
        statistics.answered(32, Duration.ofMillis(5));
        statistics.answered(16, Duration.ofMillis(15));
        statistics.failed(Failure.of(FailureKind.OVERLOADED, "busy"));

        assertThat(statistics.countAnswered()).isEqualTo(2);
        assertThat(statistics.meanInputs()).isEqualTo(24);
        assertThat(statistics.countFailed(FailureKind.OVERLOADED)).isEqualTo(1);
        assertThat(statistics.countFailed(FailureKind.REJECTED)).isZero();
        assertThat(statistics.latency().meanMillis()).isEqualTo(10);
        assertThat(statistics.latency().maxMillis()).isEqualTo(15);
    }

    @Test
    void latencyIsThatOfTheLastMinutes() {
        statistics.answered(1, Duration.ofMillis(500));
        time.advance(Duration.ofSeconds(61));
        statistics.answered(1, Duration.ofMillis(100));
        assertThat(statistics.latency().maxMillis()).isEqualTo(500);

        time.advance(Duration.ofSeconds(60));
        assertThat(statistics.latency().maxMillis()).isEqualTo(100);

        time.advance(Duration.ofMinutes(10));
        assertThat(statistics.latency().quantileMillis(0.5)).isNaN();
    }
}
