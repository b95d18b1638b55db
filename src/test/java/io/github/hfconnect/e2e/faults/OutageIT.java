package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody answers for longer than the poll interval, while a worker of their own lets all that it says be counted. */
@Timeout(240)
class OutageIT {

    private static final Duration RESUMES_WITHIN = Duration.ofSeconds(5);

    /** What attempts before the outage and the last probe in it may take. */
    private static final Duration LEEWAY = Duration.ofSeconds(6);

    private static final Pattern END =
            Pattern.compile("An endpoint answers again after (\\d+) s and (\\d+) failed calls");

    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(1);

    private static FaultCluster cluster;

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = FaultCluster.start(
                "outages",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.clients.consumer.internals.ClassicKafkaConsumer=debug");
    }

    @AfterAll
    static void stopCluster() {
        SecretScan.ofLog(cluster);
        cluster.close();
    }

    @Test
    void deadForTwicePollInterval() throws IOException {
        deadFor("dead-8-s", Duration.ofSeconds(8), Duration.ofSeconds(4));
    }

    @Tag("faults")
    @Test
    void deadForTwoMinutes() throws IOException {
        deadFor("dead-120-s", Duration.ofMinutes(2), Duration.ofSeconds(10));
    }

    /** Partitions pause and polls go on all the while, so the group keeps its member; one line tells of the begin, one of the end. */
    private static void deadFor(String name, Duration outage, Duration pollInterval) throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Wire wire = new Wire(tei.port());
                Scenario scenario = Scenario.of(cluster, name, 2000, id -> "hello " + id)) {
            tei.slowMotion();
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
            long rebalances = cluster.metrics().rebalances(name);
            int saidBefore = linesOfWorkers().size();

            wire.refuse();
            scenario.await(scenario::isOutage);
            // They may have been paused before, and go on for what was answered last.
            Waiting.pause(SETTLES_WITHIN);
            scenario.await(() -> pausedPartitions(name).size() == 2);
            long takenIn = cluster.metrics().sum(name, "consumed");
            Waiting.pause(outage.minus(SETTLES_WITHIN));
            assertThat(scenario.isOutage()).isTrue();
            scenario.assertInMidFlight();
            assertThat(pausedPartitions(name)).containsExactly(name + "-0", name + "-1");
            assertThat(cluster.metrics().sum(name, "consumed")).isEqualTo(takenIn);
            long before = scenario.written();
            tei.latencyMillis(30);
            wire.mend();
            Waiting.until(Waiting.stretched(RESUMES_WITHIN), () -> scenario.written() > before);

            scenario.assertAllEnriched();
            assertThat(rebalances).isPositive();
            assertThat(cluster.metrics().rebalances(name)).isEqualTo(rebalances);
            assertThat(cluster.metrics().consumer(name, "time-between-poll-max"))
                    .isLessThan(pollInterval.toMillis());
            assertToldOnce(linesOfWorkers().subList(saidBefore, linesOfWorkers().size()), wire, outage);
        }
    }

    /** One call each 2 s, each with its attempts, so that there are fewer failed calls than that. */
    private static void assertToldOnce(List<String> lines, Wire wire, Duration outage) {
        assertThat(lines).as("what the threads that call say").hasSize(2);
        assertThat(lines.get(0)).contains("No endpoint answers", wire.url().substring("http://".length()));
        List<MatchResult> end = END.matcher(lines.get(1)).results().toList();
        assertThat(end).as(lines.get(1)).hasSize(1);
        assertThat(Long.parseLong(end.get(0).group(1)))
                .isBetween(
                        outage.toSeconds() - LEEWAY.toSeconds(),
                        outage.plus(Waiting.stretched(LEEWAY)).toSeconds());
        assertThat(Long.parseLong(end.get(0).group(2))).isBetween(1L, 4 + outage.toSeconds() / 2);
    }

    /** At DEBUG each attempt has its line. */
    private static List<String> linesOfWorkers() {
        return cluster.logLines("[hf-inference-").stream()
                .filter(line -> !line.contains(" DEBUG "))
                .toList();
    }

    /** By what the connector's consumer was told last of each. */
    private static Set<String> pausedPartitions(String connector) {
        Set<String> paused = new TreeSet<>();
        for (String line : cluster.logLines("clientId=connector-consumer-" + connector + "-0", "ing partitions [")) {
            List<String> named = List.of(line.substring(line.lastIndexOf('[') + 1, line.lastIndexOf(']'))
                    .split(", "));
            if (line.contains("Pausing")) {
                paused.addAll(named);
            } else if (line.contains("Resuming")) {
                named.forEach(paused::remove);
            }
        }
        return paused;
    }
}
