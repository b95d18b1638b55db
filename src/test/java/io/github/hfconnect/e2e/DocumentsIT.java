package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.ConnectRestException;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents in a real worker: they grow, shrink and vanish, the worker is killed meanwhile, and state topics are damaged. */
class DocumentsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

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
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void piecesAppearAndVanishWithTheirDocuments(String guarantee) throws IOException {
        String topic = "documents-" + guarantee;
        topics.create(topic, 3);
        try (WorkerProcess worker = worker()) {
            worker.rest().put(topic, config(topic, guarantee));
            send(topic, "grows", "a");
            send(topic, "shrinks", "a", "b", "c");
            send(topic, "vanishes", "a", "b");
            awaitPieces(topic, Map.of("grows", 1, "shrinks", 3, "vanishes", 2));
            assertThat(partitions(topic + ".pieces")).isEqualTo(3);

            worker.kill9();
            worker.restart();
            worker.awaitReady();
            send(topic, "grows", "a", "b", "c", "d");
            send(topic, "shrinks", "a");
            send(topic, "fails", "a", "poison");
            topics.send(List.of(new ProducerRecord<>(topic, 0, "vanishes", null)));

            awaitPieces(topic, Map.of("grows", 4, "shrinks", 1));
            assertThat(topics.read(topic + ".dead", 1))
                    .extracting(ConsumerRecord::key)
                    .containsExactly("fails");
            // b, c and d of the one that has grown; nothing of the one that has shrunk.
            assertThat(topics.readAll(topic + ".enriched"))
                    .filteredOn(record -> record.value() != null)
                    .hasSize(6 + 3);
            Map<String, Long> counts = WorkerMetrics.of(worker).assertBalanced(topic);
            assertThat(counts).containsEntry("reported", 1L).containsEntry("passed-tombstone", 1L);
        }
    }

    @Test
    void aStateTopicThatHasLostRecordsEndsTheTask() throws Exception {
        topics.create("truncated", 1);
        try (WorkerProcess worker = worker()) {
            worker.rest().put("truncated", config("truncated", "exactly-once"));
            send("truncated", "doc", "a", "b");
            awaitPieces("truncated", Map.of("doc", 2));
            worker.rest().delete("truncated");
            // Kafka deletes from no compacted topic, so that somebody has changed its policy meanwhile.
            topics.configure("truncated.pieces", "cleanup.policy", "delete");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.deleteRecords(Map.of(new TopicPartition("truncated.pieces", 0), RecordsToDelete.beforeOffset(1)))
                        .all()
                        .get();
            }

            topics.configure("truncated.pieces", "cleanup.policy", "compact");

            worker.rest().put("truncated", config("truncated", "exactly-once"));

            assertThat(failure(worker, "truncated"))
                    .contains("truncated.pieces-0 begins at offset 1")
                    .contains("chunk.state.topic");
        }
    }

    /** Empty, it would say of each document that it has no pieces, and none of them would ever be taken away. */
    @ParameterizedTest
    @ValueSource(strings = {"exactly-once", "at-least-once"})
    void aStateTopicThatIsGoneIsNotMadeAgain(String guarantee) throws Exception {
        String topic = "gone-" + guarantee;
        topics.create(topic, 1);
        try (WorkerProcess worker = worker()) {
            worker.rest().put(topic, config(topic, guarantee));
            send(topic, "doc", "a", "b");
            awaitPieces(topic, Map.of("doc", 2));
            worker.rest().delete(topic);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                admin.deleteTopics(List.of(topic + ".pieces")).all().get();
            }

            worker.rest().put(topic, config(topic, guarantee));

            assertThat(failure(worker, topic))
                    .contains("The state topic " + topic + ".pieces is gone")
                    .contains("chunk.state.topic");
            assertThat(topics.exists(topic + ".pieces")).isFalse();
        }
    }

    @Test
    void aTopicOfSomebodyElseIsNoStateTopic() throws IOException {
        topics.create("foreign", 1);
        topics.create("foreign.pieces", 1);
        topics.configure("foreign.pieces", "cleanup.policy", "compact");
        topics.send(List.of(new ProducerRecord<>("foreign.pieces", 0, "somebody", "{\"else\":1}")));
        try (WorkerProcess worker = worker()) {
            worker.rest().put("foreign", config("foreign", "at-least-once"));

            assertThat(failure(worker, "foreign"))
                    .contains("foreign.pieces-0@0 is not of this plugin")
                    .contains("chunk.state.topic");
        }
    }

    @Test
    void aTopicThatTimeDeletesFromIsNoStateTopic() throws IOException {
        topics.create("aging", 1);
        topics.create("aging.pieces", 1);
        try (WorkerProcess worker = worker()) {
            worker.rest().put("aging", config("aging", "exactly-once"));

            assertThat(failure(worker, "aging"))
                    .contains("cleanup.policy=compact")
                    .contains("chunk.state.topic");
        }
    }

    private Map<String, String> config(String topic, String guarantee) {
        return SinkConfigs.with(
                SinkConfigs.sink(topic, tei.url(), broker.bootstrapServers()),
                "delivery.guarantee",
                guarantee,
                "chunk.mode",
                "records",
                "chunk.max.chars",
                String.valueOf(DocumentLoad.PIECE_CHARS),
                "chunk.state.topic",
                "${topic}.pieces",
                "chunk.skip.unchanged",
                "true",
                "consumer.override.session.timeout.ms",
                "10000",
                "consumer.override.heartbeat.interval.ms",
                "2000",
                "transaction.timeout.ms",
                "10000");
    }

    private static WorkerProcess worker() throws IOException {
        return WorkerProcess.start(WorkerSetup.of(broker.bootstrapServers())
                .group("documents-" + System.nanoTime())
                .jmx());
    }

    private static void send(String topic, String document, String... words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            text.append(word)
                    .append(".".repeat(DocumentLoad.PIECE_CHARS - 2 - word.length()))
                    .append("\n\n");
        }
        String value = JSON.valueToTree(Map.of("message", text.toString())).toString();
        topics.send(List.of(new ProducerRecord<>(topic, 0, document, value)));
    }

    private static void awaitPieces(String topic, Map<String, Integer> expected) {
        Waiting.atMost(Waiting.PATIENCE, () -> pieces(topic).equals(expected));
        assertThat(pieces(topic)).isEqualTo(expected);
    }

    /** How many pieces each document has, for a reader who minds tombstones. */
    private static Map<String, Integer> pieces(String topic) {
        Map<String, @Nullable String> last = new TreeMap<>();
        topics.readIfThere(topic + ".enriched").forEach(record -> last.put(record.key(), record.value()));
        Map<String, Integer> counts = new TreeMap<>();
        last.forEach((key, value) -> {
            if (value != null) {
                counts.merge(document(key), 1, Integer::sum);
            }
        });
        return counts;
    }

    private static String document(String key) {
        try {
            return JSON.readTree(key).path("document").asText();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int partitions(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .mapToInt(found -> found.partitions().size())
                    .sum();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String failure(WorkerProcess worker, String connector) {
        Waiting.until(Waiting.PATIENCE, () -> !trace(worker, connector).isEmpty());
        return trace(worker, connector);
    }

    private static String trace(WorkerProcess worker, String connector) {
        try {
            return worker.rest().status(connector).failure();
        } catch (ConnectRestException e) {
            // A connector that was just made has no status yet.
            return "";
        }
    }
}
