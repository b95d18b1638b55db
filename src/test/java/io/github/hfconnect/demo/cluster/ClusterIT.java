package io.github.hfconnect.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real brokers and workers: lines of a file through a topic into another file. */
class ClusterIT {

    private static final String SOURCE = "org.apache.kafka.connect.file.FileStreamSourceConnector";
    private static final String SINK = "org.apache.kafka.connect.file.FileStreamSinkConnector";
    private static final List<String> LINES = List.of("one", "two", "three");

    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = BrokerProcess.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {KafkaLibs.CURRENT, KafkaLibs.WORKER_3_9, KafkaLibs.OLDEST_WORKER})
    void linesTravelThroughAWorkerOfEachVersion(String version, @TempDir Path files) throws IOException {
        Path read = Files.write(files.resolve("read.txt"), LINES);
        Path written = files.resolve("written.txt");
        try (WorkerProcess worker =
                WorkerProcess.start(worker("files-" + version).version(version))) {
            // A name of its own is a consumer group of its own: a member that the last worker left behind holds no join
            // up.
            String sink = "sink-" + version;
            worker.rest().put("source-" + version, connector(SOURCE, read, "topic", "lines-" + version));
            worker.rest().put(sink, connector(SINK, written, "topics", "lines-" + version));
            worker.rest().awaitRunning(sink, 1);
            assertThat(Await.until(Duration.ofSeconds(90), () -> lines(written).equals(LINES)))
                    .as("lines written: %s; log:%n%s", lines(written), worker.logTail())
                    .isTrue();
        }
    }

    @Test
    void aKilledWorkerGoesOnAfterARestart(@TempDir Path files) throws IOException {
        Path read = Files.write(files.resolve("read.txt"), LINES);
        try (WorkerProcess worker = WorkerProcess.start(worker("killed"))) {
            worker.rest().put("killed-source", connector(SOURCE, read, "topic", "killed"));
            worker.rest().awaitRunning("killed-source", 1);
            worker.kill9();
            assertThat(worker.isAlive()).isFalse();

            worker.restart();
            worker.awaitReady();
            worker.rest().awaitRunning("killed-source", 1);
            assertThat(worker.rest().connectors()).containsExactly("killed-source");
        }
    }

    @Test
    void theRestClientReportsWhatTheWorkerRefuses() throws IOException {
        try (WorkerProcess worker = WorkerProcess.start(worker("refusing"))) {
            Map<String, String> config = Map.of("connector.class", SINK, "topics", "a", "tasks.max", "none");

            assertThat(worker.rest().validate(SINK, config).errors()).containsKey("tasks.max");
            assertThatThrownBy(() -> worker.rest().put("refused", config))
                    .isInstanceOf(ConnectRestException.class)
                    .hasMessageContaining("tasks.max");
            assertThat(worker.rest().plugins())
                    .extracting(InstalledPlugin::className)
                    .contains(SINK);
        }
    }

    @Test
    void aWorkerThatCannotStartShowsTheEndOfItsLog() {
        WorkerSetup setup = worker("broken").property("key.converter", "no.such.Converter");

        assertThatThrownBy(() -> WorkerProcess.start(setup))
                .hasMessageContaining("before it was ready")
                .hasMessageContaining("no.such.Converter");
    }

    private static WorkerSetup worker(String group) {
        return WorkerSetup.of(broker.bootstrapServers()).group(group);
    }

    private static Map<String, String> connector(String type, Path file, String topicKey, String topic) {
        String strings = "org.apache.kafka.connect.storage.StringConverter";
        return Map.of("connector.class", type, "file", file.toString(), topicKey, topic, "value.converter", strings);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
