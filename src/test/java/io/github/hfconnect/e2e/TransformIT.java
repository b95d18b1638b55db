package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transform and the predicate inside Connect's own file connectors. */
class TransformIT {

    private static final String VALUE = "io.github.hfconnect.HuggingFaceTransform$Value";

    private static BrokerProcess broker;
    private static WorkerProcess worker;
    private static WorkerMetrics metrics;
    private static Topics topics;

    @BeforeAll
    static void startCluster() throws IOException {
        broker = BrokerProcess.start();
        worker = WorkerProcess.start(
                WorkerSetup.of(broker.bootstrapServers()).group("transform").jmx());
        metrics = WorkerMetrics.of(worker);
        topics = new Topics(broker.bootstrapServers());
    }

    @AfterAll
    static void stopCluster() {
        worker.close();
        broker.close();
    }

    @Test
    void linesOfAFileAreEnrichedOnTheirWayIntoATopic(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("chat.txt"), List.of("hello", "rude words", "  ", "bye"));
        try (ScriptedTei tei = ScriptedTei.start()) {
            worker.rest()
                    .put(
                            "source",
                            SinkConfigs.with(
                                    Map.of(
                                            "connector.class",
                                            "org.apache.kafka.connect.file.FileStreamSourceConnector",
                                            "file",
                                            file.toString(),
                                            "topic",
                                            "lines"),
                                    transform(tei, VALUE)));

            List<ConsumerRecord<String, String>> lines = topics.read("lines", 4);

            assertThat(lines)
                    .extracting(line -> Topics.json(line).path("value").asText())
                    .containsExactly("hello", "rude words", "  ", "bye");
            assertThat(lines)
                    .extracting(line ->
                            Topics.json(line).path("prediction").path("label").asText())
                    .containsExactly("neutral", "toxic", "", "neutral");
            assertThat(tei.calls()).containsExactly(List.of("hello"), List.of("rude words"), List.of("bye"));
            assertThat(metrics.assertTransformOfSourceBalanced("source"))
                    .containsEntry("enriched", 3L)
                    .containsEntry("passed", 1L);
        }
        worker.rest().delete("source");
    }

    @Test
    void recordsOfATopicAreEnrichedAndFilteredOnTheirWayIntoAFile(@TempDir Path directory) throws IOException {
        topics.create("to-file", 1);
        topics.send(List.of(
                Topics.chat("to-file", 0, 0, "hello"),
                Topics.chat("to-file", 0, 1, "rude words"),
                Topics.chat("to-file", 0, 2, "poison"),
                new ProducerRecord<>("to-file", 0, "k", "{\"id\":3}"),
                Topics.chat("to-file", 0, 4, "bye")));
        Path file = directory.resolve("friendly.txt");
        try (ScriptedTei tei = ScriptedTei.start()) {
            Map<String, String> config = SinkConfigs.with(
                    Map.of(
                            "connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector",
                            "file", file.toString(),
                            "topics", "to-file",
                            "errors.tolerance", "all",
                            "errors.deadletterqueue.topic.name", "to-file.dead",
                            "errors.deadletterqueue.topic.replication.factor", "1",
                            "errors.deadletterqueue.context.headers.enable", "true"),
                    transform(tei, VALUE));
            worker.rest()
                    .put(
                            "file-sink",
                            SinkConfigs.with(
                                    config,
                                    "transforms",
                                    "mood,drop",
                                    "transforms.mood.input.field",
                                    "message",
                                    "transforms.drop.type",
                                    "org.apache.kafka.connect.transforms.Filter",
                                    "transforms.drop.predicate",
                                    "isToxic",
                                    "predicates",
                                    "isToxic",
                                    "predicates.isToxic.type",
                                    "io.github.hfconnect.PredictionMatches",
                                    "predicates.isToxic.label",
                                    "toxic",
                                    "predicates.isToxic.min.score",
                                    "0.5"));

            Waiting.until(Waiting.PATIENCE, () -> lines(file).size() == 2);

            assertThat(lines(file).get(0)).contains("hello").contains("neutral");
            assertThat(lines(file).get(1)).contains("bye");
            List<ConsumerRecord<String, String>> dead = topics.read("to-file.dead", 2);
            assertThat(dead).extracting(Topics::id).containsExactly(2, 3);
            assertThat(Topics.header(dead.get(0), "__connect.errors.exception.message"))
                    .contains("512 tokens");
            assertThat(metrics.assertTransformOfSinkBalanced("file-sink"))
                    .containsEntry("enriched", 3L)
                    .containsEntry("reported", 2L);
        }
        worker.rest().delete("file-sink");
    }

    @Test
    void linesThatFailInASourceAreDeadLettersAndTheOthersGoOn(@TempDir Path directory) throws IOException {
        topics.create("source-dead", 1);
        Path file = Files.write(directory.resolve("chat.txt"), List.of("hello", "poison", "bye"));
        try (ScriptedTei tei = ScriptedTei.start()) {
            Map<String, String> config = SinkConfigs.with(
                    Map.of(
                            "connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector",
                            "file", file.toString(),
                            "topic", "good-lines"),
                    transform(tei, VALUE));
            worker.rest()
                    .put(
                            "my-source",
                            SinkConfigs.with(
                                    config,
                                    "transforms.mood.on.failure",
                                    "dead-letter",
                                    "transforms.mood.dead.letter.topic",
                                    "source-dead",
                                    "transforms.mood.dead.letter.bootstrap.servers",
                                    broker.bootstrapServers()));

            assertThat(topics.read("good-lines", 2))
                    .extracting(line -> Topics.json(line).path("value").asText())
                    .containsExactly("hello", "bye");
            List<ConsumerRecord<String, String>> dead = topics.read("source-dead", 1);
            assertThat(dead).extracting(ConsumerRecord::value).containsExactly("poison");
            assertThat(Topics.header(dead.get(0), "hf.error.kind")).isEqualTo("REJECTED");
            assertThat(Topics.header(dead.get(0), "hf.error.status")).isEqualTo("422");
            assertThat(Topics.header(dead.get(0), "__connect.errors.topic")).isEqualTo("good-lines");
            assertThat(Topics.header(dead.get(0), "__connect.errors.connector.name"))
                    .isEqualTo("my-source");
            assertThat(metrics.assertTransformOfSourceBalanced("my-source"))
                    .containsEntry("enriched", 2L)
                    .containsEntry("reported", 1L);
            assertThat(Topics.header(dead.get(0), "__connect.errors.task.id")).isEqualTo("0");
        }
        worker.rest().delete("my-source");
    }

    private static String[] transform(ScriptedTei tei, String type) {
        return new String[] {
            "transforms", "mood",
            "transforms.mood.type", type,
            "transforms.mood.task", "text-classification",
            "transforms.mood.endpoint.urls", tei.url(),
            "transforms.mood.endpoint.api", "tei"
        };
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
