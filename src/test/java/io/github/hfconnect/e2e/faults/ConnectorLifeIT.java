package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.ConnectRest;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators do to a connector while its calls are in flight: nothing is lost by it, and nothing written twice. */
class ConnectorLifeIT {

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    private interface Disturbance {
        void happen(Scenario scenario, ScriptedTei tei);
    }

    @SideBySide
    @Test
    void pausedAndResumed() throws IOException {
        disturb("paused", (scenario, tei) -> {
            rest().pause(scenario.name());
            Waiting.pause(Duration.ofSeconds(2));
            scenario.assertInMidFlight();
            rest().resume(scenario.name());
        });
    }

    @SideBySide
    @Test
    void reconfigured() throws IOException {
        disturb("reconfigured", (scenario, tei) -> {
            scenario.start(tei.url(), "batch.max.records", "4");
            scenario.await(
                    () -> CLUSTER.get().logLines("Creating task reconfigured-0").size() == 2);
        });
    }

    @SideBySide
    @Test
    void deletedAndCreatedAnew() throws IOException {
        disturb("deleted", (scenario, tei) -> {
            rest().delete(scenario.name());
            scenario.await(() -> !CLUSTER.get().metrics().shows(scenario.name()));
            scenario.start(tei.url());
        });
    }

    @SideBySide
    @Test
    void partitionsAdded() throws IOException {
        Feed feed = Feed.of("grown", 4, 1200, id -> "hello " + id);
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = Scenario.empty(CLUSTER.get(), feed, 2)) {
            tei.slowMotion();
            feed.writeIf(scenario.topics(), id -> feed.partition(id) < 2);
            scenario.start(tei.url(), "consumer.override.metadata.max.age.ms", "1000");
            scenario.await(() -> scenario.written() > 50);

            scenario.topics().grow(feed.topic(), 4);
            assertThat(scenario.written()).isLessThan(feed.sizeOf(0) + feed.sizeOf(1));
            tei.latencyMillis(0);
            feed.writeIf(scenario.topics(), id -> feed.partition(id) >= 2);

            assertThat(scenario.auditWhenDone()).isEqualTo(Audit.perfect(Map.of()));
            CLUSTER.get().metrics().assertBalanced(scenario.name());
        }
    }

    /** A slow transform holds up the polls: the task loses its partitions to the group, and gets them back. */
    @SideBySide
    @Tag("faults")
    @Test
    void pollIntervalBreached() throws IOException {
        ScriptedTei.Script stallsOnce = call -> {
            if (call.number() == 200) {
                Waiting.pause(Duration.ofSeconds(7));
            }
            return null;
        };
        try (ScriptedTei tei = ScriptedTei.start();
                ScriptedTei slow = ScriptedTei.start(stallsOnce);
                Scenario scenario = Scenario.of(CLUSTER.get(), "breached", 300, id -> "hello " + id)) {
            scenario.start(tei.url(), transform(slow.url()));

            Audit audit = scenario.auditWhenDone();

            audit.assertRepeatedAtMostOnce(Map.of());
            assertThat(CLUSTER.get().metrics().rebalances(scenario.name())).isGreaterThan(1);
            CLUSTER.get().metrics().assertBalanced(scenario.name());
        }
    }

    /** Asks another model first, for nothing. */
    private static String[] transform(String url) {
        return new String[] {
            // So few records that only the stall breaches it, on a busy machine, too.
            "consumer.override.max.poll.interval.ms", "4000",
            "consumer.override.max.poll.records", "20",
            "consumer.override.session.timeout.ms", "6000",
            "consumer.override.heartbeat.interval.ms", "1000",
            "transforms", "slow,strip",
            "transforms.slow.type", "io.github.hfconnect.HuggingFaceTransform$Value",
            "transforms.slow.task", "text-classification",
            "transforms.slow.endpoint.urls", url,
            "transforms.slow.endpoint.api", "tei",
            "transforms.slow.input.field", "message",
            "transforms.slow.output.field", "mood",
            "transforms.strip.type", "org.apache.kafka.connect.transforms.ReplaceField$Value",
            "transforms.strip.exclude", "mood"
        };
    }

    private static void disturb(String name, Disturbance disturbance) throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = Scenario.of(CLUSTER.get(), name, 800, id -> "hello " + id)) {
            tei.latencyMillis(200);
            // With little at once in the task, which it would finish while it is paused.
            scenario.start(tei.url(), "max.in.flight.records", "100", "consumer.override.max.poll.records", "50");
            scenario.await(() -> scenario.written() > 100);
            tei.slowMotion();

            disturbance.happen(scenario, tei);
            scenario.assertInMidFlight();
            tei.latencyMillis(0);

            assertThat(scenario.auditWhenDone()).isEqualTo(Audit.perfect(Map.of()));
            CLUSTER.get().metrics().assertBalanced(name);
        }
    }

    private static ConnectRest rest() {
        return CLUSTER.get().worker().rest();
    }
}
