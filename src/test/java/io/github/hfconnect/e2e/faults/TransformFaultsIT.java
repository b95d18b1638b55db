package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.SinkConfigs;
import io.github.hfconnect.e2e.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The transform inside a sink connector of Connect's own: what Connect's error handling makes of its failures. */
class TransformFaultsIT {

    private static final int RECORDS = 40;

    @RegisterExtension
    private static final SharedCluster CLUSTER = new SharedCluster();

    @TempDir
    private Path directory = Path.of("");

    @SideBySide
    @Test
    void transientFaultIsRepeatedByConnect() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start(call -> call.number() < 4 ? Faults.status(503, "") : null);
                Scenario scenario = hello("smt-transient", RECORDS)) {
            start(scenario, tei, "errors.retry.timeout", "60000", "errors.retry.delay.max.ms", "500");

            scenario.await(() -> lines(scenario).size() >= RECORDS);

            assertThat(ids(scenario))
                    .isEqualTo(IntStream.range(0, RECORDS).boxed().toList());
            assertThat(scenario.failure()).isEmpty();
            assertThat(scenario.topics().readIfThere(scenario.deadTopic())).isEmpty();
            Map<String, Long> metrics = accounts(scenario);
            assertThat(metrics).containsEntry("enriched", (long) RECORDS).containsEntry("reported", 0L);
            assertThat(metrics.get("returned")).isPositive();
        }
    }

    /** Without {@code errors.retry.timeout} Connect does not repeat; the task fails, and its offsets stay. */
    @SideBySide
    @Test
    void transientFaultFailsTheTaskWhereNothingIsTolerated() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start(call -> Faults.status(503, ""));
                Scenario scenario = hello("smt-strict", RECORDS)) {
            start(scenario, tei, "errors.tolerance", "none");
            scenario.await(() -> !scenario.failure().isEmpty());
            assertThat(scenario.failure()).contains("OVERLOADED", "503");
            assertThat(lines(scenario)).isEmpty();
            SecretScan.ofFailed(CLUSTER.get(), scenario.name());

            tei.failWith(null);
            CLUSTER.get().worker().rest().restart(scenario.name());
            scenario.await(() -> lines(scenario).size() >= RECORDS);

            assertThat(ids(scenario))
                    .isEqualTo(IntStream.range(0, RECORDS).boxed().toList());
            assertThat(accounts(scenario))
                    .containsEntry("enriched", (long) RECORDS)
                    .containsEntry("returned", 0L);
        }
    }

    @SideBySide
    @Test
    void dataFaultIsADeadLetterAndTheOnlyOne() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start();
                Scenario scenario = Scenario.of(
                        CLUSTER.get(), "smt-poison", RECORDS, 1, id -> id == 17 ? "poison" : "hello " + id)) {
            start(scenario, tei);
            scenario.await(() -> lines(scenario).size() >= RECORDS - 1);

            List<ConsumerRecord<String, String>> dead = scenario.topics().read(scenario.deadTopic(), 1);
            assertThat(dead).extracting(Topics::id).containsExactly(17);
            assertThat(DeadLetterHeaders.header(dead.get(0), "stage")).isEqualTo("TRANSFORMATION");
            assertThat(DeadLetterHeaders.header(dead.get(0), "exception.class.name"))
                    .isEqualTo("org.apache.kafka.connect.errors.DataException");
            assertThat(DeadLetterHeaders.header(dead.get(0), "exception.message"))
                    .contains("REJECTED", "422", "512 tokens");
            assertThat(ids(scenario))
                    .isEqualTo(IntStream.range(0, RECORDS)
                            .filter(id -> id != 17)
                            .boxed()
                            .toList());
            SecretScan.ofRecords(dead);
            assertThat(accounts(scenario))
                    .containsEntry("enriched", RECORDS - 1L)
                    .containsEntry("reported", 1L);
        }
    }

    @SideBySide
    @Test
    void misconfigurationFailsTheTask() throws IOException {
        try (ScriptedTei tei = ScriptedTei.start(call -> Faults.quoting(401, call.headers()));
                Scenario scenario = hello("smt-misconfigured", RECORDS)) {
            start(scenario, tei, "errors.tolerance", "none", "errors.retry.timeout", "60000");
            scenario.await(() -> !scenario.failure().isEmpty());

            assertThat(scenario.failure()).contains("MISCONFIGURED", "`token`");
            assertThat(tei.calls()).hasSize(1);
            assertThat(lines(scenario)).isEmpty();
            SecretScan.ofFailed(CLUSTER.get(), scenario.name());
        }
    }

    /** The transform's own account of the records, which has to balance. */
    private static Map<String, Long> accounts(Scenario scenario) {
        Map<String, Long> accounts = CLUSTER.get().metrics().assertTransformOfSinkBalanced(scenario.name());
        SecretScan.ofTransform(CLUSTER.get(), scenario.name());
        return accounts;
    }

    /** A file shows the order of one partition only. */
    private static Scenario hello(String name, int records) {
        return Scenario.of(CLUSTER.get(), name, records, 1, id -> "hello " + id);
    }

    private void start(Scenario scenario, ScriptedTei tei, String... settings) {
        Map<String, String> config = SinkConfigs.with(
                Map.of(
                        "connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector",
                        "file", file(scenario).toString(),
                        "topics", scenario.name(),
                        "consumer.override.auto.offset.reset", "earliest",
                        "errors.tolerance", "all",
                        "errors.deadletterqueue.topic.name", scenario.deadTopic(),
                        "errors.deadletterqueue.topic.replication.factor", "1",
                        "errors.deadletterqueue.context.headers.enable", "true",
                        "transforms", "mood"),
                "transforms.mood.type",
                "io.github.hfconnect.HuggingFaceTransform$Value",
                "transforms.mood.task",
                "text-classification",
                "transforms.mood.endpoint.urls",
                tei.url(),
                "transforms.mood.endpoint.api",
                "tei",
                "transforms.mood.input.field",
                "message",
                "transforms.mood.retry.max.attempts",
                "1");
        CLUSTER.get()
                .worker()
                .rest()
                .put(scenario.name(), SinkConfigs.with(Planted.into(config, "transforms.mood."), settings));
    }

    private Path file(Scenario scenario) {
        return directory.resolve(scenario.name());
    }

    private List<String> lines(Scenario scenario) {
        try {
            return Files.exists(file(scenario)) ? Files.readAllLines(file(scenario)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids of the lines that carry the prediction of their own text; -1 for any other line. */
    private List<Integer> ids(Scenario scenario) {
        return lines(scenario).stream()
                .map(line -> IntStream.range(0, RECORDS)
                        .filter(id -> line.contains(
                                        "message=" + scenario.feed().messages().get(id) + ",")
                                || line.contains(
                                        "message=" + scenario.feed().messages().get(id) + "}"))
                        .filter(id -> line.contains("score="
                                + ScriptedTei.score(scenario.feed().messages().get(id))))
                        .findFirst()
                        .orElse(-1))
                .toList();
    }
}
