package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.ConnectRestException;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connector that works goes on beside others that somebody has configured wrongly, in each of the ways of {@code wrong-configurations.csv} and in those that only a cluster or a server can tell. */
@Timeout(300)
class WrongNeighboursIT {

    private static final Path WRONG = Path.of("src", "test", "resources", "wrong-configurations.csv");
    private static final int BATCH = 2_000;
    private static final long MEGABYTES = 1024 * 1024;

    private static BrokerProcess broker;
    private static WorkerProcess worker;
    private static WorkerMetrics metrics;
    private static Topics topics;

    @BeforeAll
    static void startCluster() throws IOException {
        broker = BrokerProcess.start();
        worker = WorkerProcess.start(
                WorkerSetup.of(broker.bootstrapServers()).group("neighbours").jmx());
        metrics = WorkerMetrics.of(worker);
        topics = new Topics(broker.bootstrapServers());
    }

    @AfterAll
    static void stopCluster() {
        worker.close();
        broker.close();
    }

    @Test
    void aGoodConnectorIsLeftUntouched() throws IOException {
        topics.create("good", 1);
        topics.create("bad", 1);
        try (ScriptedTei tei = ScriptedTei.start();
                ScriptedTei refusing = ScriptedTei.start(call -> new MockResponse.Builder()
                        .code(401)
                        .body("{\"error\":\"Invalid token\"}")
                        .build())) {
            Map<String, String> good = SinkConfigs.sink("good", tei.url(), broker.bootstrapServers());
            worker.rest().put("good", good);
            Duration warmUp = timeOfABatch(0);
            Duration alone = timeOfABatch(1);
            long heap = metrics.heapAfterCollection();
            int threads = metrics.threads().size();

            for (String line : Files.readAllLines(WRONG)) {
                refuse(line);
            }
            List<Map<String, String>> found = foundLater(refusing.url());
            for (int i = 0; i < found.size(); i++) {
                worker.rest().put("bad-" + i, found.get(i));
            }
            for (int i = 0; i < found.size(); i++) {
                String name = "bad-" + i;
                Waiting.until(Waiting.PATIENCE, () -> isFailed(name));
            }
            Duration beside = timeOfABatch(2);

            assertThat(worker.rest().status("good").runs(1)).isTrue();
            assertThat(metrics.sum("good", "enriched")).isEqualTo(3L * BATCH);
            assertThat(tei.calls().size()).as("nothing was asked twice").isLessThan(3 * BATCH);
            assertThat(beside)
                    .as("alone %s, first %s", alone, warmUp)
                    .isLessThan(Waiting.stretched(alone.multipliedBy(2).plusSeconds(5)));
            assertThat((metrics.heapAfterCollection() - heap) / MEGABYTES)
                    .as("MB more")
                    .isLessThan(20);
            Waiting.until(Waiting.PATIENCE, () -> metrics.threads().size() < threads + 5 * found.size());
            found.forEach(config -> worker.rest().delete(String.valueOf(config.get("name"))));
        }
    }

    private static Duration timeOfABatch(int number) {
        long start = System.nanoTime();
        topics.send(IntStream.range(number * BATCH, (number + 1) * BATCH)
                .mapToObj(id -> Topics.chat("good", 0, id, "hello " + id))
                .toList());
        topics.read("good.enriched", (number + 1) * BATCH);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** What validation tells never becomes a connector. */
    private static void refuse(String line) {
        Map<String, String> config = new TreeMap<>(Map.of(
                "connector.class", SinkConfigs.CONNECTOR,
                "topics", "chat",
                "task", "text-classification",
                "endpoint.urls", "http://127.0.0.1:8080",
                "output.bootstrap.servers", broker.bootstrapServers()));
        for (String change : line.split("\\|")[0].split(";;")) {
            String[] keyAndValue = change.strip().split("=", 2);
            if (keyAndValue.length == 1) {
                config.remove(keyAndValue[0].substring(1));
            } else {
                config.put(keyAndValue[0], keyAndValue[1]);
            }
        }
        assertThat(catchThrowable(() -> worker.rest().put("refused", config)))
                .as(line)
                .isInstanceOf(ConnectRestException.class);
        assertThat(worker.rest().connectors()).as(line).doesNotContain("refused");
    }

    /** What only a cluster or a server can tell. */
    private static List<Map<String, String>> foundLater(String refusing) {
        Map<String, String> bad = SinkConfigs.sink("bad", refusing, broker.bootstrapServers());
        List<Map<String, String>> found = List.of(
                bad,
                SinkConfigs.with(bad, "output.bootstrap.servers", "nobody.nowhere.invalid:9092"),
                SinkConfigs.with(bad, "output.producer.security.protocol", "SSL"),
                SinkConfigs.with(bad, "endpoint.urls", "http://nobody.nowhere.invalid", "on.outage", "fail"),
                SinkConfigs.with(bad, "errors.tolerance", "none", "input.field", "no.such.field"));
        topics.send(List.of(Topics.chat("bad", 0, 0, "hello")));
        return IntStream.range(0, found.size())
                .mapToObj(i -> SinkConfigs.with(found.get(i), "name", "bad-" + i))
                .toList();
    }

    private static boolean isFailed(String name) {
        try {
            return !worker.rest().status(name).failure().isEmpty();
        } catch (ConnectRestException e) {
            return false;
        }
    }
}
