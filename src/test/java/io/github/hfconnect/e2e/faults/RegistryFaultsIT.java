package io.github.hfconnect.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hfconnect.demo.cluster.FreePorts;
import io.github.hfconnect.e2e.ScriptedTei;
import io.github.hfconnect.e2e.SinkConfigs;
import io.github.hfconnect.e2e.SmallRegistry;
import io.github.hfconnect.e2e.Topics;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The schema registry of the output is not there, out of order, slow, and back: seen through Apicurio's own converter and client,
 * by a connector of which no more is configured than it takes to run. Good records wait and are paid for once.
 */
class RegistryFaultsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECORDS = 100;

    private static FaultCluster cluster;

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = FaultCluster.startWithConverters("registry");
    }

    @AfterAll
    static void stopCluster() {
        SecretScan.ofLog(cluster);
        cluster.close();
    }

    @SideBySide
    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void recordsWaitUntilItIsBack(String guarantee) throws IOException {
        String topic = "registry-" + guarantee;
        int port = FreePorts.any();
        Topics topics = cluster.topics();
        topics.create(topic, 2);
        topics.send(rows(topic, 0, null));
        try (ScriptedTei one = ScriptedTei.start();
                ScriptedTei other = ScriptedTei.start()) {
            Stream.of(one, other).forEach(ScriptedTei::describesItself);
            cluster.worker().rest().put(topic, config(topic, one.url() + "," + other.url(), port, guarantee));

            Waiting.until(Waiting.PATIENCE, () -> texts(one, other).size() == RECORDS);
            assertWaits(topic, 0);
            try (SmallRegistry registry = SmallRegistry.startAt(port)) {
                registry.failWith(error(500));
                awaitQuestions(registry);
                assertWaits(topic, 0);
                registry.latencyMillis(1500);
                registry.failWith(null);
                awaitWritten(topic, RECORDS);

                // What is known is not asked for again; another schema is.
                registry.failWith(error(503));
                topics.send(rows(topic, RECORDS, "en"));
                Waiting.until(Waiting.PATIENCE, () -> texts(one, other).size() == 2 * RECORDS);
                awaitQuestions(registry);
                assertWaits(topic, RECORDS);
                registry.failWith(Faults.noAnswer());
                awaitQuestions(registry);
                registry.failWith(null);
                awaitWritten(topic, 2 * RECORDS);

                assertRight(topic, registry);
                assertThat(registry.unknown()).isEmpty();
            }
            assertThat(texts(one, other)).doesNotHaveDuplicates();
            assertThat(cluster.metrics().assertBalanced(topic)).containsEntry("enriched", 2L * RECORDS);
            cluster.worker().rest().delete(topic);
        }
    }

    /** Debezium's, Confluent's and Kafka's converters bring schemas; a further field makes another one. */
    private static List<ProducerRecord<String, String>> rows(String topic, int first, @Nullable String language) {
        return IntStream.range(first, first + RECORDS)
                .mapToObj(id -> {
                    ObjectNode row = JSON.createObjectNode();
                    ObjectNode schema =
                            row.putObject("schema").put("type", "struct").put("name", "chat.Value");
                    field(schema, "id", "int32");
                    field(schema, "message", "string");
                    ObjectNode payload = row.putObject("payload").put("id", id).put("message", message(id));
                    if (language != null) {
                        field(schema, "language", "string");
                        payload.put("language", language);
                    }
                    return new ProducerRecord<>(topic, id % 2, "user-" + id, row.toString());
                })
                .toList();
    }

    private static void field(ObjectNode schema, String name, String type) {
        schema.withArray("fields")
                .addObject()
                .put("field", name)
                .put("type", type)
                .put("optional", false);
    }

    private static String message(int id) {
        return "hello " + id;
    }

    private static Map<String, String> config(String topic, String urls, int registryPort, String guarantee) {
        return SinkConfigs.with(
                SinkConfigs.untuned(topic, urls, cluster.broker().bootstrapServers()),
                "value.converter",
                "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable",
                "true",
                "output.topic.partitions",
                "1",
                "output.value.converter",
                "io.apicurio.registry.utils.converter.AvroConverter",
                "output.value.converter.apicurio.registry.url",
                "http://127.0.0.1:" + registryPort + "/apis/registry/v2",
                "output.value.converter.apicurio.registry.auto-register",
                "true",
                "output.value.converter.apicurio.registry.find-latest",
                "true",
                "delivery.guarantee",
                guarantee);
    }

    /** As Apicurio's registry says it. */
    private static MockResponse error(int status) {
        return Faults.status(
                status,
                "{\"message\":\"out of order\",\"error_code\":" + status + ",\"name\":\"RegistryStorageException\"}");
    }

    private static List<String> texts(ScriptedTei... endpoints) {
        return Stream.of(endpoints)
                .flatMap(endpoint -> endpoint.calls().stream().flatMap(List::stream))
                .toList();
    }

    private static void awaitQuestions(SmallRegistry registry) {
        int before = registry.requests();
        Waiting.until(Waiting.PATIENCE, () -> registry.requests() > before + 1);
    }

    /** The task runs, and nothing more is written, dead or committed. */
    private static void assertWaits(String topic, int written) {
        assertThat(cluster.worker().rest().status(topic).failure()).isEmpty();
        assertThat(written(topic)).isEqualTo(written);
        assertThat(cluster.topics().readIfThere(topic + ".dead")).isEmpty();
        assertThat(committed(topic)).isLessThanOrEqualTo(written);
    }

    private static void awaitWritten(String topic, int records) {
        Waiting.until(Waiting.PATIENCE, () -> {
            assertThat(cluster.worker().rest().status(topic).failure()).isEmpty();
            return committed(topic) == records;
        });
    }

    /** In transactions that were committed or not, and without their marks. */
    private static int written(String topic) {
        return cluster.topics().exists(topic + ".enriched")
                ? cluster.topics().readIfThere(topic + ".enriched").size()
                : 0;
    }

    private static long committed(String topic) {
        return IntStream.range(0, 2)
                .mapToLong(partition -> cluster.topics().committed(topic, topic, partition))
                .sum();
    }

    /** Each record once, in the order of its partition, with the prediction of its own text. */
    private static void assertRight(String topic, SmallRegistry registry) {
        RegisteredAvro avro = new RegisteredAvro(registry);
        List<ConsumerRecord<String, byte[]>> records = cluster.topics().readBytes(topic + ".enriched", 2 * RECORDS);
        for (int partition = 0; partition < 2; partition++) {
            int remainder = partition;
            assertThat(records)
                    .extracting(record -> avro.json(record).path("id").asInt())
                    .filteredOn(id -> id % 2 == remainder)
                    .containsExactlyElementsOf(IntStream.range(0, RECORDS)
                            .map(index -> 2 * index + remainder)
                            .boxed()
                            .toList());
        }
        assertThat(records).allSatisfy(record -> {
            JsonNode row = avro.json(record);
            String text = message(row.path("id").asInt());
            assertThat(row.path("message").asText()).isEqualTo(text);
            assertThat(row.at("/prediction/label").asText()).isEqualTo(ScriptedTei.label(text));
            assertThat(row.at("/prediction/score").asDouble()).isEqualTo(ScriptedTei.score(text));
        });
        assertThat(cluster.topics().readIfThere(topic + ".dead")).isEmpty();
    }
}
