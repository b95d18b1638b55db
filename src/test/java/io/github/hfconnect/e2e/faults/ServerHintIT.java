package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server says when it wants to be asked again, and nobody asks before. */
class ServerHintIT {

    private static final System.Logger LOG = System.getLogger(ServerHintIT.class.getName());

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    @SideBySide
    @ParameterizedTest
    @CsvSource({"seconds, false", "date, true"})
    void noneOfSixteenCallsComesBeforeRetryAfterAllows(String form, boolean asDate) throws IOException {
        HintedRounds rounds = new HintedRounds(3, 16, Duration.ofSeconds(2), asDate);
        try (ScriptedTei tei = ScriptedTei.start(rounds);
                Scenario scenario = Scenario.of(CLUSTER.get(), "retry-after-" + form, 100, id -> "hello " + id)) {
            // A call waits until all sixteen have come.
            scenario.start(
                    tei.url(), "max.in.flight.requests", "16", "batch.max.records", "1", "request.timeout.ms", "60000");

            scenario.assertAllEnriched();

            LOG.log(
                    System.Logger.Level.INFO,
                    "Calls by ms from the moment that a Retry-After of 2 s as {0} allows: {1}",
                    form,
                    rounds.histogram());
            assertThat(rounds.refusedAtOnce()).containsExactly(16, 16, 16);
            assertThat(rounds.histogram().keySet())
                    .isNotEmpty()
                    .allSatisfy(millis -> assertThat(millis).isNotNegative());
        }
    }

    @SideBySide
    @Test
    void modelLoadsForLongerThanAllAttempts() throws IOException {
        loadsFor("loading-3-s", Duration.ofSeconds(3), 0.5);
    }

    @SideBySide
    @Tag("faults")
    @Test
    void modelLoadsForTwentySeconds() throws IOException {
        loadsFor("loading-20-s", Duration.ofSeconds(20), 20.0);
    }

    /** A loading model has a clock of its own: it is neither an outage nor a failed attempt. */
    private static void loadsFor(String name, Duration time, double estimate) throws IOException {
        AtomicLong firstCall = new AtomicLong();
        ScriptedTei.Script loading = call -> {
            firstCall.compareAndSet(0, call.arrivedAt());
            return System.nanoTime() - firstCall.get() < time.toNanos() ? Faults.loading(estimate) : null;
        };
        try (ScriptedTei tei = ScriptedTei.start(loading);
                Scenario scenario = Scenario.of(CLUSTER.get(), name, 100, id -> "hello " + id)) {
            scenario.start(tei.url(), "retry.max.attempts", "2");

            scenario.assertAllEnriched();

            assertThat(tei.calls()).hasSizeGreaterThan(100 / 16);
            assertThat(CLUSTER.get().logLines("No endpoint answers", tei.url().substring("http://".length())))
                    .isEmpty();
        }
    }
}
