package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.ConnectRestException;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sink in a real worker: what becomes of good, bad, slow and unlucky records. */
class SinkConnectorIT {

    private static BrokerProcess broker;
    private static WorkerProcess worker;
    private static Topics topics;
    private static WorkerMetrics metrics;

    private ScriptedTei tei;

    @BeforeAll
    static void startCluster() throws IOException {
        broker = BrokerProcess.start();
        worker = WorkerProcess.start(
                WorkerSetup.of(broker.bootstrapServers()).group("sink").jmx());
        metrics = WorkerMetrics.of(worker);
        topics = new Topics(broker.bootstrapServers());
    }

    @AfterAll
    static void stopCluster() {
        worker.close();
        broker.close();
    }

    @BeforeEach
    void startEndpoint() throws IOException {
        tei = ScriptedTei.start();
    }

    @AfterEach
    void accountForEachRecordAndStopEndpoint() {
        worker.rest().connectors().stream().filter(metrics::shows).forEach(metrics::assertBalanced);
        worker.rest().connectors().forEach(worker.rest()::delete);
        tei.close();
    }

    @Test
    void poisonAmongThirtyOneGoodOnesIsTheOnlyDeadLetter() {
        topics.create("poisoned", 1);
        topics.send(IntStream.range(0, 32)
                .mapToObj(id -> Topics.chat("poisoned", 0, id, id == 19 ? "poison" : "hello " + id))
                .toList());

        start("poisoned");

        List<ConsumerRecord<String, String>> enriched = topics.read("poisoned.enriched", 31);
        List<ConsumerRecord<String, String>> dead = topics.read("poisoned.dead", 1);
        assertThat(enriched)
                .extracting(Topics::id)
                .isEqualTo(IntStream.range(0, 32).filter(id -> id != 19).boxed().toList());
        assertThat(enriched)
                .allSatisfy(record -> assertThat(Topics.json(record)
                                .path("prediction")
                                .path("label")
                                .asText())
                        .isEqualTo("neutral"));
        assertThat(dead).extracting(Topics::id).containsExactly(19);
        assertThat(Topics.header(dead.get(0), "__connect.errors.exception.class.name"))
                .endsWith("RecordFailedException$Rejected");
        assertThat(Topics.header(dead.get(0), "__connect.errors.exception.message"))
                .contains("poisoned-0@19", "REJECTED", "422", "less than 512 tokens");
        assertThat(tei.calls()).hasSizeLessThanOrEqualTo(1 + 2 * 5);
        awaitCommitted("poisoned", "poisoned", 0, 32);
    }

    @Test
    void recordsWithoutTheFieldAreDeadObjectsAreReadAsJsonAndBlanksAndTombstonesPass() {
        topics.create("mixed", 1);
        topics.send(List.of(
                Topics.chat("mixed", 0, 0, "hello"),
                new ProducerRecord<>("mixed", 0, "k", "{\"id\":1,\"text\":\"no message here\"}"),
                new ProducerRecord<>("mixed", 0, "k", "{\"id\":2,\"message\":{\"nested\":true}}"),
                Topics.chat("mixed", 0, 3, "   "),
                new ProducerRecord<>("mixed", 0, "k", null),
                new ProducerRecord<>("mixed", 0, "k", "{\"id\":5,\"message\":null}"),
                Topics.chat("mixed", 0, 6, "bye")));

        start("mixed");

        List<ConsumerRecord<String, String>> passed = topics.read("mixed.enriched", 6);
        List<ConsumerRecord<String, String>> dead = topics.read("mixed.dead", 1);
        assertThat(passed)
                .extracting(record -> Topics.header(record, "hf.source.offset"))
                .containsExactly("0", "2", "3", "4", "5", "6");
        assertThat(Topics.json(passed.get(1)).at("/prediction/label").isTextual())
                .isTrue();
        assertThat(passed.get(3).value()).isNull();
        assertThat(Topics.json(passed.get(2)).path("prediction").isNull()).isTrue();
        assertThat(dead).extracting(Topics::id).containsExactly(1);
        assertThat(Topics.header(dead.get(0), "__connect.errors.exception.message"))
                .contains("message", "text");
        awaitCommitted("mixed", "mixed", 0, 7);
    }

    @Test
    void stuckCallHoldsBackOnlyItsOwnPartitionAndOffsetsNeverPassIt() {
        topics.create("stuck", 4);
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            records.add(Topics.chat("stuck", i % 4, i, i == 20 ? "stuck" : "hello " + i));
        }
        topics.send(records);

        // One record a call, so that the stuck one shares its call with none.
        start("stuck", "batch.max.records", "1");

        // Of partition 0 the five records before the stuck one leave, of the others all ten.
        assertThat(topics.read("stuck.enriched", 35)).hasSize(35);
        awaitCommitted("stuck", "stuck", 1, 10);
        assertThat(topics.committed("stuck", "stuck", 0)).isEqualTo(5);

        tei.letGo();

        assertThat(topics.read("stuck.enriched", 40)).hasSize(40);
        assertThat(idsOf(topics.read("stuck.enriched", 40), 0)).containsExactly(0, 4, 8, 12, 16, 20, 24, 28, 32, 36);
        awaitCommitted("stuck", "stuck", 0, 10);
    }

    @Test
    void routesSendMatchesToATopicOfTheirOwn() {
        topics.create("routed", 1);
        topics.send(List.of(Topics.chat("routed", 0, 0, "hello"), Topics.chat("routed", 0, 1, "rude words")));

        start(
                "routed",
                "routes",
                "flagged",
                "routes.flagged.label",
                "toxic",
                "routes.flagged.min.score",
                "0.8",
                "routes.flagged.topic",
                "${topic}.flagged");

        assertThat(topics.read("routed.flagged", 1)).extracting(Topics::id).containsExactly(1);
        assertThat(topics.read("routed.enriched", 1)).extracting(Topics::id).containsExactly(0);
    }

    @Test
    void outageLosesNothingAndTheTaskGoesOnByItself() {
        topics.create("outage", 1);
        tei.failWith(new MockResponse.Builder().code(503).body("no server").build());
        topics.send(IntStream.range(0, 100)
                .mapToObj(id -> Topics.chat("outage", 0, id, "hello " + id))
                .toList());
        start("outage", "retry.max.attempts", "2", "retry.backoff.ms", "10");
        await(() -> tei.calls().size() >= 4);

        tei.failWith(null);

        assertThat(topics.read("outage.enriched", 100))
                .extracting(Topics::id)
                .isEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(failure("outage")).isEmpty();
    }

    @Test
    void stoppedAndResumedInMidFlightNothingIsMissingAndNothingIsWrittenTwice() {
        topics.create("resumed", 4);
        topics.create("resumed.enriched", 4);
        topics.send(IntStream.range(0, 2000)
                .mapToObj(id -> Topics.chat("resumed", id % 4, id, "hello " + id))
                .toList());
        tei.latencyMillis(40);
        start("resumed", "max.in.flight.requests", "4", "batch.max.records", "8", "tasks.max", "2");

        for (int third = 1; third <= 2; third++) {
            int written = third * 500;
            await(() -> topics.size("resumed.enriched") > written);
            tei.slowMotion();
            worker.rest().stop("resumed");
            await(() -> worker.rest().status("resumed").tasks().isEmpty());
            assertThat(topics.size("resumed.enriched"))
                    .as("written when stopped")
                    .isLessThan(2000);
            worker.rest().resume("resumed");
            tei.latencyMillis(40);
        }

        assertThat(topics.read("resumed.enriched", 2000))
                .extracting(Topics::id)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 2000).boxed().toList());
    }

    @Test
    void withoutToleranceABadRecordFailsTheTask() {
        topics.create("strict", 1);
        topics.send(List.of(Topics.chat("strict", 0, 0, "poison")));

        start("strict", "errors.tolerance", "none");

        assertThat(awaitFailure("strict")).contains("strict-0@0", "REJECTED", "512 tokens");
    }

    @Test
    void wrongTokenFailsTheTaskAndSaysWhatToChangeWithoutShowingTheToken() {
        topics.create("unauthorized", 1);
        topics.send(List.of(Topics.chat("unauthorized", 0, 0, "hello")));
        tei.failWith(new MockResponse.Builder().code(401).build());

        start("unauthorized", "token", "hf_planted_secret");

        assertThat(awaitFailure("unauthorized"))
                .contains("MISCONFIGURED", "token", "401")
                .doesNotContain("hf_planted_secret");
        assertThat(worker.logTail()).doesNotContain("hf_planted_secret");
    }

    @Test
    void validationNamesKeyValueAndRemedy() {
        Map<String, String> good = SinkConfigs.sink("valid", tei.url(), broker.bootstrapServers());
        assertThat(errors(good)).isEmpty();

        assertThat(errors(SinkConfigs.with(good, "task", "text-clasification")).get("task"))
                .anyMatch(error -> error.contains("text-clasification") && error.contains("text-classification"));
        assertThat(errors(SinkConfigs.with(good, "endpoint.urls", "htp:/x"))).containsKey("endpoint.urls");
        assertThat(errors(SinkConfigs.with(good, "input.field", "a..b"))).containsKey("input.field");
        assertThat(errors(SinkConfigs.with(good, "batch.max.records", "many"))).containsKey("batch.max.records");
        assertThat(errors(SinkConfigs.with(good, "output.topic", "${topic}"))).containsKey("output.topic");
        assertThat(errors(SinkConfigs.with(good, "consumer.override.enable.auto.commit", "true")))
                .containsKey("consumer.override.enable.auto.commit");
        assertThat(errors(SinkConfigs.with(good, "endpoint.urls", ""))).containsKeys("model", "token");
    }

    private static Map<String, List<String>> errors(Map<String, String> config) {
        return worker.rest()
                .validate(SinkConfigs.CONNECTOR, SinkConfigs.with(config, "name", "validated"))
                .errors();
    }

    private void start(String topic, String... settings) {
        worker.rest()
                .put(topic, SinkConfigs.with(SinkConfigs.sink(topic, tei.url(), broker.bootstrapServers()), settings));
    }

    private static String awaitFailure(String connector) {
        await(() -> !failure(connector).isEmpty());
        return failure(connector);
    }

    /** The trace of a failed task; a connector that was just made has no status yet. */
    private static String failure(String connector) {
        try {
            return worker.rest().status(connector).failure();
        } catch (ConnectRestException e) {
            return "";
        }
    }

    private static List<Integer> idsOf(List<ConsumerRecord<String, String>> records, int sourcePartition) {
        return records.stream()
                .filter(record -> Topics.header(record, "hf.source.partition").equals(String.valueOf(sourcePartition)))
                .map(Topics::id)
                .toList();
    }

    private static void awaitCommitted(String connector, String topic, int partition, long offset) {
        await(() -> topics.committed(connector, topic, partition) >= offset);
        assertThat(topics.committed(connector, topic, partition)).isEqualTo(offset);
    }

    private static void await(BooleanSupplier condition) {
        Waiting.until(Waiting.PATIENCE, condition);
    }
}
