package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Backoff;
import io.github.hfconnect.inference.Budget;
import io.github.hfconnect.inference.BudgetLimits;
import io.github.hfconnect.inference.BudgetListener;
import io.github.hfconnect.inference.ConcurrencyRange;
import io.github.hfconnect.inference.EndpointPool;
import io.github.hfconnect.inference.EndpointStrategy;
import io.github.hfconnect.inference.FakeInferenceClient;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.RateLimit;
import io.github.hfconnect.inference.ResilientClient;
import io.github.hfconnect.inference.RetryPolicy;
import io.github.hfconnect.inference.Throttle;
import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task that may make two calls and no more for ten minutes. */
@Timeout(30)
class UsedUpBudgetTest {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Map<String, String> SETTINGS =
            Map.of("output.headers", "true", "max.in.flight.records", "4", "batch.max.records", "1");

    private final FakeInferenceClient model = new FakeInferenceClient();

    @Test
    void recordsWaitPartitionsPauseAndStopEnds() throws Exception {
        SinkTaskHarness sink = new SinkTaskHarness(limited(WINDOW), SETTINGS);
        sink.put(CHAT_0, "a", "b", "c", "d", "e", "f");
        sink.until(() -> sink.written(0).size() == 2);

        sink.tick();
        assertThat(sink.context.paused()).containsExactlyInAnyOrder(CHAT_0, CHAT_1);
        assertThat(sink.committable(CHAT_0)).isEqualTo(2);
        assertThat(sink.context.reported()).isEmpty();

        sink.close();
        assertThat(model.calls()).hasSize(2);
    }

    @Test
    void whereNothingIsToBeWaitedForTheTaskFailsAndReportsNothing() throws Exception {
        try (SinkTaskHarness sink = new SinkTaskHarness(limited(Duration.ZERO), SETTINGS)) {
            sink.put(CHAT_0, "a", "b", "c");

            assertThatThrownBy(() -> sink.until(() -> false))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll("budget.max.requests", "on.budget");
            assertThat(sink.context.reported()).isEmpty();
            assertThat(model.calls()).hasSize(2);
        }
    }

    private InferenceClient limited(Duration longestWait) {
        Time time = new MachineTime();
        BudgetLimits limits = new BudgetLimits(2, BudgetLimits.UNLIMITED, WINDOW, longestWait);
        return new ResilientClient(
                new EndpointPool(
                        List.of(model),
                        EndpointStrategy.FAILOVER,
                        Duration.ofSeconds(5),
                        ConcurrencyRange.fixed(16),
                        time),
                new RetryPolicy(5, new Backoff(Duration.ZERO, Duration.ZERO), Duration.ZERO),
                new Throttle(
                        new RateLimit(0, time.nanos()), new Budget(limits, BudgetListener.none(), time.nanos()), time),
                () -> 0.5,
                failure -> {});
    }

    private static final class MachineTime implements Time {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
        }
    }
}
