package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The processes around the plugin end, or stand still, in mid-flight: nothing is missing, and what is repeated is counted. */
@Tag("faults")
@Timeout(240)
class ProcessFaultsIT {

    private static final int RECORDS = 1500;

    private static FaultCluster cluster;

    private interface Disturbance {
        void happen() throws IOException;
    }

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = FaultCluster.start("processes");
    }

    @AfterAll
    static void stopCluster() {
        SecretScan.ofLog(cluster);
        cluster.close();
    }

    /** The producer is idempotent and waits, so that nothing is written twice, unless Connect has ended the task meanwhile. */
    @Test
    void brokerRestarts() throws IOException {
        long before = tasksGivenUp();
        Audit audit = disturb("broker-restart", () -> {
            cluster.broker().restart();
            cluster.broker().awaitReady();
        });

        // A busy machine may need longer for the restart than Connect waits for.
        if (tasksGivenUp() == before) {
            assertThat(audit).isEqualTo(Audit.perfect(Map.of(77, "Rejected")));
        } else {
            audit.assertRepeatedAtMostOnce(Map.of(77, "Rejected"));
        }
    }

    /**
     * A worker that cannot reach the coordinator of its group for its {@code heartbeat.interval.ms} ends its tasks, whose last
     * commit nobody takes then.
     */
    @Test
    void brokerStaysAwayUntilTheWorkerEndsItsTasks() throws IOException {
        long before = tasksGivenUp();
        Audit audit = disturb("broker-away", () -> {
            cluster.broker().kill9();
            Waiting.until(Waiting.PATIENCE, () -> tasksGivenUp() > before);
            cluster.broker().restart();
            cluster.broker().awaitReady();
        });

        audit.assertRepeatedAtMostOnce(Map.of(77, "Rejected"));
    }

    /** The cluster that is written to stands still for longer than the poll interval: nobody leaves the group. */
    @Test
    void outputClusterStandsStill() throws IOException {
        try (BrokerProcess output = BrokerProcess.start();
                ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = Scenario.writingTo(cluster, output.bootstrapServers(), "no-output", RECORDS)) {
            tei.latencyMillis(100);
            scenario.start(
                    tei.url(),
                    "consumer.override.max.poll.interval.ms",
                    "5000",
                    "max.in.flight.records",
                    "200",
                    "output.bootstrap.servers",
                    output.bootstrapServers());
            scenario.await(() -> scenario.written() > RECORDS / 5);
            tei.slowMotion();
            long rebalances = cluster.metrics().rebalances(scenario.name());

            output.freeze();
            Waiting.pause(Duration.ofSeconds(10));
            output.thaw();
            scenario.assertInMidFlight();
            tei.latencyMillis(0);

            scenario.assertAllEnriched();
            assertThat(cluster.metrics().rebalances(scenario.name())).isEqualTo(rebalances);
        }
    }

    @Test
    void workerIsKilled() throws IOException {
        Audit audit = disturb("worker-kill", () -> {
            cluster.worker().kill9();
            cluster.worker().restart();
            cluster.worker().awaitReady();
        });

        audit.assertRepeatedAtMostOnce(Map.of(77, "Rejected"));
    }

    /** Longer than the group waits for its member: its partitions are given to its next self. */
    @Test
    void workerStandsStillForLongerThanItsSession() throws IOException {
        Audit audit = disturb(
                "worker-freeze",
                () -> {
                    cluster.worker().freeze();
                    Waiting.pause(Duration.ofSeconds(10));
                    cluster.worker().thaw();
                },
                "consumer.override.session.timeout.ms",
                "6000",
                "consumer.override.heartbeat.interval.ms",
                "1000",
                "consumer.override.max.poll.interval.ms",
                "6000");

        audit.assertRepeatedAtMostOnce(Map.of(77, "Rejected"));
    }

    private static long tasksGivenUp() {
        return cluster.logLines("Broker coordinator was unreachable", "Revoking previous assignment")
                .size();
    }

    private static Audit disturb(String name, Disturbance disturbance, String... settings) throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = Scenario.of(cluster, name, RECORDS, id -> (id == 77 ? "poison " : "hello ") + id)) {
            tei.latencyMillis(200);
            scenario.start(tei.url(), settings);
            scenario.await(() -> scenario.written() > RECORDS / 5);
            tei.slowMotion();

            disturbance.happen();
            scenario.assertInMidFlight();
            tei.latencyMillis(0);

            Audit audit = scenario.auditWhenDone();
            cluster.metrics().assertBalanced(name);
            return audit;
        }
    }
}
