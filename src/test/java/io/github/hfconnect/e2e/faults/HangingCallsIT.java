package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.ConnectRest;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task lets go of its partitions, or ends, within 5 s while all of its calls hang and have long to go; nothing is lost by it. */
@Tag("faults")
@Timeout(240)
class HangingCallsIT {

    private static final Duration CONTRACT = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int RECORDS = 100;
    private static final String GROUP = "hanging";

    private FaultCluster cluster;

    @BeforeEach
    void startCluster() throws IOException {
        cluster = FaultCluster.start(GROUP);
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    @Test
    void deleted() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = stuck("hang-deleted")) {
            startAndHang(scenario, tei, 4);

            rest().delete(scenario.name());
            Waiting.until(
                    CONTRACT,
                    () -> cluster.metrics().threads().stream()
                            .noneMatch(thread -> thread.startsWith("task-thread-") || thread.startsWith("hf-")));

            assertStoppedInTime("hang-deleted-0");
            tei.letGo();
            scenario.start(tei.url());
            scenario.assertAllEnriched();
        }
    }

    /** Its task is replaced by two. */
    @Test
    void dividedAmongTwoTasks() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = stuck("hang-divided")) {
            startAndHang(scenario, tei, 4);

            scenario.start(tei.url(), "request.timeout.ms", "600000", "tasks.max", "2");
            scenario.await(() -> tei.calls().size() >= 8);

            assertStoppedInTime("hang-divided-0");
            tei.letGo();
            scenario.assertAllEnriched();
        }
    }

    /** One of two tasks moves to another worker. */
    @Test
    void movedToAnotherWorker() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = stuck("hang-moved")) {
            startAndHang(scenario, tei, 6, "tasks.max", "2");
            try (WorkerProcess second = FaultCluster.worker(cluster.broker(), GROUP)) {
                scenario.await(
                        () -> !cluster.logLines("Stopping task hang-moved-").isEmpty());
                String moved =
                        cluster.logLines("Stopping task hang-moved-").get(0).endsWith("0") ? "0" : "1";
                assertStoppedInTime("hang-moved-" + moved);
                tei.letGo();
                assertThat(scenario.auditWhenDone()).isEqualTo(Audit.perfect(Map.of()));
                cluster.metrics().assertBalanced(scenario.name());
                assertThat(second.isAlive()).isTrue();
            }
        }
    }

    /** The task keeps running, but its consumer gives its partitions up to get them back with others. */
    @Test
    void givesPartitionsUp() throws IOException {
        Feed feed = Feed.of("hang-grown", 4, RECORDS, id -> "stuck " + id);
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = Scenario.empty(cluster, feed, 2)) {
            feed.writeIf(scenario.topics(), id -> feed.partition(id) < 2);
            startAndHang(scenario, tei, 4, "consumer.override.metadata.max.age.ms", "1000");

            scenario.topics().grow(feed.topic(), 4);
            feed.writeIf(scenario.topics(), id -> feed.partition(id) >= 2);
            scenario.await(
                    () -> said("hang-grown", "Adding newly assigned partitions").size() == 2);

            assertThat(FaultCluster.timeBetween(
                            said("hang-grown", "Revoke previously assigned partitions")
                                    .get(0),
                            said("hang-grown", "Adding newly assigned partitions")
                                    .get(1)))
                    .isLessThan(Waiting.stretched(CONTRACT));
            tei.letGo();
            assertThat(scenario.auditWhenDone()).isEqualTo(Audit.perfect(Map.of()));
            cluster.metrics().assertBalanced(scenario.name());
        }
    }

    private Scenario stuck(String name) {
        return Scenario.of(cluster, name, RECORDS, id -> "stuck " + id);
    }

    /** Nobody is answered until the endpoint is told to let go. */
    private void startAndHang(Scenario scenario, ScriptedTei tei, int calls, String... settings) {
        scenario.start(tei.url(), Scenario.and(settings, "request.timeout.ms", "600000"));
        scenario.await(() -> tei.calls().size() >= calls);
        assertThat(scenario.written()).isZero();
    }

    /** By the worker's own log: from its order to the task's end, which closes its consumer last. */
    private void assertStoppedInTime(String task) {
        Waiting.until(LIMIT, () -> !ends(task).isEmpty());
        String order = cluster.logLines("Stopping task " + task).get(0);
        assertThat(FaultCluster.timeBetween(order, ends(task).get(0)))
                .as("time until %s has stopped", task)
                .isLessThan(Waiting.stretched(CONTRACT));
        assertThat(cluster.logLines("Graceful stop of task " + task)).isEmpty();
    }

    private List<String> ends(String task) {
        return cluster.logLines("[task-thread-" + task, "App info kafka.consumer", "unregistered");
    }

    private List<String> said(String connector, String what) {
        return cluster.logLines("clientId=connector-consumer-" + connector + "-0", what);
    }

    private ConnectRest rest() {
        return cluster.worker().rest();
    }
}
