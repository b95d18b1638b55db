package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way to the endpoint breaks, in each way that it can, and is mended. */
class ConnectionFaultsIT {

    private static final System.Logger LOG = System.getLogger(ConnectionFaultsIT.class.getName());
    private static final Duration RESUMES_WITHIN = Duration.ofSeconds(5);

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    private interface Breakage {
        void happen(Wire wire) throws IOException;
    }

    @SideBySide
    @Test
    void refusedFromTheStart() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Wire wire = new Wire(tei.port());
                Scenario scenario = Scenario.of(CLUSTER.get(), "refused", 200, id -> "hello " + id)) {
            scenario.start(wire.url());
            scenario.await(scenario::isOutage);

            wire.mend();

            scenario.assertAllEnriched();
        }
    }

    @SideBySide
    @Test
    void resetInMidFlight() throws IOException {
        breakInMidFlight("reset", Wire::reset);
    }

    @SideBySide
    @Test
    void silentInMidFlight() throws IOException {
        breakInMidFlight("silent", Wire::silence);
    }

    private static void breakInMidFlight(String name, Breakage breakage) throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Wire wire = new Wire(tei.port());
                Scenario scenario = Scenario.of(CLUSTER.get(), name, 600, id -> "hello " + id)) {
            tei.latencyMillis(30);
            wire.mend();
            scenario.start(wire.url(), "request.timeout.ms", "500", "retry.max.attempts", "2");
            scenario.await(() -> scenario.written() > 50);

            breakage.happen(wire);
            scenario.await(scenario::isOutage);
            wire.mend();

            scenario.assertAllEnriched();
        }
    }

    @SideBySide
    @Test
    void flapping() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Wire wire = new Wire(tei.port());
                Scenario scenario = Scenario.of(CLUSTER.get(), "flapping", 600, id -> "hello " + id)) {
            tei.latencyMillis(30);
            scenario.start(wire.url());

            for (int i = 0; i < 10; i++) {
                wire.mend();
                Waiting.pause(Duration.ofMillis(250));
                wire.reset();
                Waiting.pause(Duration.ofMillis(250));
            }
            wire.mend();

            scenario.assertAllEnriched();
        }
    }

    @SideBySide
    @Test
    void deadForTwicePollInterval() throws IOException {
        deadFor("dead-8-s", Duration.ofSeconds(8), Duration.ofSeconds(4));
    }

    @SideBySide
    @Tag("faults")
    @Test
    void deadForTwoMinutes() throws IOException {
        deadFor("dead-120-s", Duration.ofMinutes(2), Duration.ofSeconds(10));
    }

    /** Polls go on all the while, so the group keeps its member; one line tells of the begin, one of the end. */
    private static void deadFor(String name, Duration outage, Duration pollInterval) throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Wire wire = new Wire(tei.port());
                Scenario scenario = Scenario.of(CLUSTER.get(), name, 2000, id -> "hello " + id)) {
            tei.latencyMillis(30);
            wire.mend();
            scenario.start(
                    wire.url(),
                    "consumer.override.max.poll.interval.ms",
                    String.valueOf(pollInterval.toMillis()),
                    "max.in.flight.records",
                    "400",
                    "retry.backoff.ms",
                    "250");
            scenario.await(() -> scenario.written() > 50);
            long rebalances = CLUSTER.get().metrics().rebalances(name);

            wire.refuse();
            Waiting.pause(outage);
            assertThat(scenario.isOutage()).isTrue();
            long before = scenario.written();
            wire.mend();
            Waiting.until(RESUMES_WITHIN, () -> scenario.written() > before);

            scenario.assertAllEnriched();
            assertThat(rebalances).isPositive();
            assertThat(CLUSTER.get().metrics().rebalances(name)).isEqualTo(rebalances);
            assertThat(CLUSTER.get().logLines("No endpoint answers", wire.url().substring("http://".length())))
                    .hasSize(1);
            LOG.log(System.Logger.Level.INFO, "{0}: {1} records were written before the outage", name, before);
        }
    }
}
