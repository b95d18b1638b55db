package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.ConnectRestException;
import io.github.hfconnect.demo.cluster.KafkaLibs;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exactly once in real workers, as long as nobody is killed. */
class ExactlyOnceIT {

    private static BrokerProcess broker;
    private static Topics topics;

    private ScriptedTei tei;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = BrokerProcess.start();
        topics = Topics.readingCommitted(broker.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void startEndpoint() throws IOException {
        tei = ScriptedTei.start();
    }

    @AfterEach
    void stopEndpoint() {
        tei.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {KafkaLibs.OLDEST_WORKER, KafkaLibs.WORKER_3_9, KafkaLibs.WORKER_4_0, KafkaLibs.CURRENT})
    void resultsDeadLettersAndOffsetsAreOneTransaction(String version) throws IOException {
        String topic = "chat-" + version;
        topics.create(topic, 2);
        topics.send(IntStream.range(0, 200)
                .mapToObj(id -> Topics.chat(topic, id % 2, id, id == 77 ? "poison" : "hello " + id))
                .toList());
        try (WorkerProcess worker = worker(version)) {
            worker.rest().put(topic, config(topic));

            List<ConsumerRecord<String, String>> enriched = topics.read(topic + ".enriched", 199);
            assertThat(enriched)
                    .extracting(Topics::id)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200)
                            .filter(id -> id != 77)
                            .boxed()
                            .toList());
            List<ConsumerRecord<String, String>> dead = topics.read(topic + ".dead", 1);
            assertThat(dead).extracting(Topics::id).containsExactly(77);
            assertThat(dead.get(0).value())
                    .isEqualTo(Topics.chat(topic, 1, 77, "poison").value());
            assertThat(dead.get(0).key()).isEqualTo("user-77");
            assertThat(Topics.header(dead.get(0), "__connect.errors.stage")).isEqualTo("TASK_PUT");
            assertThat(Topics.header(dead.get(0), "__connect.errors.offset")).isEqualTo("38");
            await(() -> topics.committed(topic, topic, 1) == 100);
            await(() -> topics.committed(topic, topic, 0) == 100);
            assertThat(failure(worker, topic)).isEmpty();
            assertThat(WorkerMetrics.of(worker).assertBalanced(topic))
                    .containsEntry("enriched", 199L)
                    .containsEntry("reported", 1L);
        }
    }

    @Test
    void recordTooLargeForTheBrokerIsADeadLetterAndTheRestOfItsTransactionIsWritten() throws IOException {
        topics.create("large", 1);
        topics.send(List.of(
                Topics.chat("large", 0, 0, "hello"),
                Topics.chat("large", 0, 1, "x".repeat(990_000)),
                Topics.chat("large", 0, 2, "bye")));
        try (WorkerProcess worker = worker(KafkaLibs.CURRENT)) {
            // What is enriched is a little longer than what was read.
            worker.rest()
                    .put(
                            "large",
                            config(
                                    "large",
                                    "output.producer.max.request.size",
                                    "990200",
                                    "errors.deadletterqueue.context.headers.enable",
                                    "false"));

            assertThat(topics.read("large.enriched", 2))
                    .as(() -> worker.logTail())
                    .extracting(Topics::id)
                    .containsExactly(0, 2);
            assertThat(topics.read("large.dead", 1)).extracting(Topics::id).containsExactly(1);
            await(() -> topics.committed("large", "large", 0) == 3);
            assertThat(WorkerMetrics.of(worker).assertBalanced("large")).containsEntry("reported", 1L);
        }
    }

    /**
     * The broker refuses a batch as a whole for each record in it that has no key; both guarantees have to tell them apart. More
     * batches than may be on their way: the client fails those that it has not sent yet for what has happened to another.
     */
    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void recordsThatACompactedTopicDoesNotTakeAreDeadLettersAndPaidForOnce(String guarantee) throws IOException {
        String topic = "compacted-" + guarantee;
        List<Integer> odd = List.of(3, 4, 77, 199);
        topics.create(topic, 1);
        topics.send(IntStream.range(0, 200)
                .mapToObj(id -> keyedUnless(odd.contains(id), Topics.chat(topic, 0, id, "hello " + id)))
                .toList());
        topics.create(topic + ".enriched", 1);
        topics.configure(topic + ".enriched", "cleanup.policy", "compact");
        try (WorkerProcess worker = worker(KafkaLibs.CURRENT)) {
            worker.rest()
                    .put(topic, config(topic, "delivery.guarantee", guarantee, "output.producer.batch.size", "2048"));

            assertThat(topics.read(topic + ".enriched", 196))
                    .as(() -> worker.logTail())
                    .extracting(Topics::id)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 200)
                            .filter(id -> !odd.contains(id))
                            .boxed()
                            .toList());
            assertThat(topics.read(topic + ".dead", 4)).extracting(Topics::id).containsExactlyInAnyOrderElementsOf(odd);
            await(() -> topics.committed(topic, topic, 0) == 200);
            assertThat(failure(worker, topic)).isEmpty();
            assertThat(WorkerMetrics.of(worker).assertBalanced(topic))
                    .containsEntry("enriched", 196L)
                    .containsEntry("reported", 4L)
                    .containsEntry("returned", 0L);
        }
    }

    private static ProducerRecord<String, String> keyedUnless(boolean odd, ProducerRecord<String, String> record) {
        return odd ? new ProducerRecord<>(record.topic(), record.partition(), null, record.value()) : record;
    }

    @Test
    void recordsThatATransformDropsDoNotHoldTheOffsetBack() throws IOException {
        topics.create("filtered", 1);
        topics.send(List.of(
                Topics.chat("filtered", 0, 0, "hello"),
                new ProducerRecord<>("filtered", 0, "k", null),
                new ProducerRecord<>("filtered", 0, "k", null)));
        try (WorkerProcess worker = worker(KafkaLibs.CURRENT)) {
            worker.rest()
                    .put(
                            "filtered",
                            config(
                                    "filtered",
                                    "transforms",
                                    "drop",
                                    "transforms.drop.type",
                                    "org.apache.kafka.connect.transforms.Filter",
                                    "transforms.drop.predicate",
                                    "tombstone",
                                    "predicates",
                                    "tombstone",
                                    "predicates.tombstone.type",
                                    "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone"));

            assertThat(topics.read("filtered.enriched", 1)).hasSize(1);
            await(() -> topics.committed("filtered", "filtered", 0) == 3);
            assertThat(WorkerMetrics.of(worker).assertBalanced("filtered")).containsEntry("consumed", 1L);
        }
    }

    @Test
    void anotherClusterThanConnectsOwnIsRefusedByTheTaskWithTheReason() throws IOException {
        topics.create("elsewhere", 1);
        topics.send(List.of(Topics.chat("elsewhere", 0, 0, "hello")));
        try (BrokerProcess other = BrokerProcess.start();
                WorkerProcess worker = worker(KafkaLibs.CURRENT)) {
            // The topic is there, as it would be on a mirror.
            new Topics(other.bootstrapServers()).create("elsewhere", 1);
            worker.rest().put("elsewhere", config("elsewhere", "output.bootstrap.servers", other.bootstrapServers()));

            await(() -> !failure(worker, "elsewhere").isEmpty());
            assertThat(failure(worker, "elsewhere"))
                    .contains("output.bootstrap.servers", "the cluster that Connect reads from", "connect-elsewhere");
        }
    }

    @Test
    void whatWouldBreakThePromiseIsRefusedWithTheReason() throws IOException {
        try (WorkerProcess worker = worker(KafkaLibs.CURRENT)) {
            assertThat(errors(worker, config("valid"))).isEmpty();
            assertThat(errors(worker, config("valid", "output.order", "none"))).containsKey("output.order");
            assertThat(errors(worker, config("valid", "transaction.timeout.ms", "60000"))
                            .get("transaction.timeout.ms"))
                    .anyMatch(error -> error.contains("below 45000"));
            assertThat(errors(worker, config("valid", "output.producer.transactional.id", "mine")))
                    .containsKey("output.producer.transactional.id");
            assertThat(errors(worker, config("valid", "consumer.override.enable.auto.commit", "true")))
                    .containsKey("consumer.override.enable.auto.commit");
            assertThat(errors(worker, config("valid", "output.producer.acks", "1")))
                    .containsKey("output.producer.acks");
        }
    }

    private static WorkerProcess worker(String version) throws IOException {
        return WorkerProcess.start(WorkerSetup.of(broker.bootstrapServers())
                .version(version)
                .group("exactly-" + System.nanoTime())
                .jmx());
    }

    private Map<String, String> config(String topic, String... settings) {
        Map<String, String> exactly = SinkConfigs.with(
                SinkConfigs.sink(topic, tei.url(), broker.bootstrapServers()), "delivery.guarantee", "exactly-once");
        return SinkConfigs.with(exactly, settings);
    }

    private static Map<String, List<String>> errors(WorkerProcess worker, Map<String, String> config) {
        return worker.rest()
                .validate(SinkConfigs.CONNECTOR, SinkConfigs.with(config, "name", "validated"))
                .errors();
    }

    private static String failure(WorkerProcess worker, String connector) {
        try {
            return worker.rest().status(connector).failure();
        } catch (ConnectRestException e) {
            // A connector that was just made has no status yet.
            return "";
        }
    }

    private static void await(BooleanSupplier condition) {
        Waiting.until(Waiting.PATIENCE, condition);
    }
}
