package io.github.hfconnect.sink;

import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_0;
import static io.github.hfconnect.sink.SinkTaskHarness.CHAT_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.resilience.Backoff;
import io.github.hfconnect.resilience.Budget;
import io.github.hfconnect.resilience.BudgetLimits;
import io.github.hfconnect.resilience.BudgetListener;
import io.github.hfconnect.resilience.EndpointPool;
import io.github.hfconnect.resilience.EndpointStrategy;
import io.github.hfconnect.resilience.FakeInferenceClient;
import io.github.hfconnect.resilience.RateLimit;
import io.github.hfconnect.resilience.ResilientClient;
import io.github.hfconnect.resilience.RetryPolicy;
import io.github.hfconnect.resilience.Throttle;
import io.github.hfconnect.resilience.concurrency.ConcurrencyRange;
import io.github.hfconnect.wiring.SystemTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** A task that may make two calls and no more for ten minutes. */
class UsedUpBudgetTest {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Map<String, String> SETTINGS =
            Map.of("output.headers", "true", "max.in.flight.records", "4", "batch.max.records", "1");

    private final FakeInferenceClient model = new FakeInferenceClient();

    @Test
    void recordsWaitPartitionsPauseAndStopEnds() throws Exception {
        SinkTaskHarness sink = new SinkTaskHarness(limited(WINDOW), SETTINGS);
        // These first: of calls at the same time any may spend the budget, and nothing is written before what came
        // earlier.
        sink.put(CHAT_0, "a", "b");
        sink.until(() -> sink.written(0).size() == 2);
        sink.put(CHAT_0, "c", "d", "e", "f");

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
            // These first: where the third call is refused at once, the end of the task may overtake the others.
            sink.put(CHAT_0, "a", "b");
            sink.until(() -> sink.written(0).size() == 2);
            sink.put(CHAT_0, "c");

            assertThatThrownBy(() -> sink.until(() -> false))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll("budget.max.requests", "on.budget");
            assertThat(sink.context.reported()).isEmpty();
            assertThat(model.calls()).hasSize(2);
        }
    }

    private InferenceClient limited(Duration longestWait) {
        Time time = new SystemTime();
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
}
