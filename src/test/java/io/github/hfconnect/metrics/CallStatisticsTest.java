package io.github.hfconnect.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.resilience.FakeInferenceClient;
import io.github.hfconnect.resilience.FakeTime;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallStatisticsTest {

    private final FakeTime time = new FakeTime();
    private final CallStatistics statistics = new CallStatistics(time::nanos);

    @Test
    void callsAreCountedByTheirEnd() {
        statistics.answered(predictions(32), Duration.ofMillis(5));
        statistics.answered(predictions(16), Duration.ofMillis(15));
        statistics.failed(Failure.of(FailureKind.OVERLOADED, "busy"), 1, Duration.ofMillis(5));

        assertThat(statistics.countAnswered()).isEqualTo(2);
        assertThat(statistics.meanInputs()).isEqualTo(24);
        assertThat(statistics.countFailed(FailureKind.OVERLOADED)).isEqualTo(1);
        assertThat(statistics.countFailed(FailureKind.REJECTED)).isZero();
        assertThat(statistics.latency().meanMillis()).isEqualTo(10);
        assertThat(statistics.latency().maxMillis()).isEqualTo(15);
    }

    @Test
    void tokensOfACallAreCountedOnce() {
        statistics.answered(predictions(2), Duration.ofMillis(5));
        statistics.answered(List.of(FakeInferenceClient.prediction("of a server that does not say")), Duration.ZERO);

        assertThat(statistics.countInputTokens()).isEqualTo(10);
        assertThat(statistics.countOutputTokens()).isEqualTo(7);
    }

    @Test
    void latencyIsThatOfTheLastMinutes() {
        statistics.answered(predictions(1), Duration.ofMillis(500));
        time.advance(Duration.ofSeconds(61));
        statistics.answered(predictions(1), Duration.ofMillis(100));
        assertThat(statistics.latency().maxMillis()).isEqualTo(500);

        time.advance(Duration.ofSeconds(60));
        assertThat(statistics.latency().maxMillis()).isEqualTo(100);

        time.advance(Duration.ofMinutes(10));
        assertThat(statistics.latency().quantileMillis(0.5)).isNaN();
    }

    /** Of one call that took ten tokens in and seven out. */
    private static List<Prediction> predictions(int count) {
        Origin origin = new Origin(null, null, "memory", null, Duration.ZERO, 1, false, 10L, 7L, null);
        return Collections.nCopies(count, new Prediction("answer", origin));
    }
}
