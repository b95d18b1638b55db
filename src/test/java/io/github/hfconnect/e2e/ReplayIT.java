package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.cli.Cli;
import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters on their way back, against a real broker. */
class ReplayIT {

    private static final String ANSWERED = "good morning";

    private static final byte[] KEY = {0, (byte) 0xff, 1};
    private static final byte[] VALUE = {(byte) 0xfe, 0, 'x'};

    private static BrokerProcess broker;
    private static Topics topics;

    @BeforeAll
    static void startBroker() throws IOException {
        // Records keep their timestamps, and those of 1970 are older than any retention.
        broker = BrokerProcess.start(Map.of("log.retention.ms", "-1"));
        topics = new Topics(broker.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void recordsGoBackByteForByteAndOnlyOnce() {
        topics.create("plain", 3);
        topics.create("plain.dead", 1);
        send(letter("plain", 2, "REJECTED", KEY, VALUE, 1234), letter("plain", 0, "UNAVAILABLE", null, null, 99));

        Cli dryRun = replay("plain.dead", "--dry-run");
        assertThat(dryRun.out().lines())
                .containsExactly(
                        "plain.dead-0@0\tREJECTED\tplain\tattempt 1\twould be put back",
                        "plain.dead-0@1\tUNAVAILABLE\tplain\tattempt 1\twould be put back");
        assertThat(read("plain", 3)).isEmpty();

        Cli replayed = replay("plain.dead");
        Cli again = replay("plain.dead");

        assertThat(replayed.exitCode()).as(replayed.err()).isZero();
        assertThat(again.err()).contains("0 put back");
        List<ConsumerRecord<byte[], byte[]>> back = read("plain", 3);
        assertThat(back).hasSize(2);
        ConsumerRecord<byte[], byte[]> rejected = ofPartition(back, 2);
        assertThat(rejected.key()).isEqualTo(KEY);
        assertThat(rejected.value()).isEqualTo(VALUE);
        assertThat(rejected.timestamp()).isEqualTo(1234);
        assertThat(headers(rejected)).containsExactly("trace=abc", "hf.replay.attempts=1");
        assertThat(ofPartition(back, 0).value()).isNull();
    }

    @Test
    void whatAFilterLeavesOutWaitsForAnotherRunAndNothingIsRepeated() {
        topics.create("mixed-kinds", 1);
        topics.create("mixed-kinds.dead", 1);
        send(
                letter("mixed-kinds", 0, "REJECTED", bytes("a"), bytes("1"), 10),
                letter("mixed-kinds", 0, "UNAVAILABLE", bytes("b"), bytes("2"), 20),
                letter("mixed-kinds", 0, "REJECTED", bytes("c"), bytes("3"), 30),
                letter("mixed-kinds", 0, "MALFORMED", bytes("d"), bytes("4"), 40));

        replay("mixed-kinds.dead", "--kind", "UNAVAILABLE,MALFORMED");
        assertThat(values("mixed-kinds")).containsExactly("2", "4");
        replay("mixed-kinds.dead", "--key", "c");
        assertThat(values("mixed-kinds")).containsExactly("2", "4", "3");
        replay("mixed-kinds.dead", "--since", "1970-01-01T00:00:00.011Z", "--until", "1970-01-01T00:00:01Z");
        assertThat(values("mixed-kinds")).containsExactly("2", "4", "3");
        replay("mixed-kinds.dead");
        assertThat(values("mixed-kinds")).containsExactly("2", "4", "3", "1");

        send(letter("mixed-kinds", 0, "REJECTED", bytes("e"), bytes("5"), 50));
        replay("mixed-kinds.dead");
        assertThat(values("mixed-kinds")).containsExactly("2", "4", "3", "1", "5");
    }

    @Test
    void recordsThatComeBackAgainAndAgainOrFromNowhereAreLeftAndTold() {
        topics.create("stubborn", 1);
        topics.create("stubborn.dead", 1);
        ProducerRecord<byte[], byte[]> tired = letter("stubborn", 0, "REJECTED", bytes("a"), bytes("tired"), 1);
        tired.headers().add("hf.replay.attempts", bytes("3"));
        ProducerRecord<byte[], byte[]> second = letter("stubborn", 0, "REJECTED", bytes("a"), bytes("second"), 1);
        second.headers().add("hf.replay.attempts", bytes("1"));
        send(
                tired,
                second,
                new ProducerRecord<>("stubborn.dead", bytes("k"), bytes("no headers")),
                toDead("stubborn.dead", letter("gone", 0, "REJECTED", bytes("k"), bytes("gone"), 1)));

        Cli replayed = replay("stubborn.dead");

        assertThat(replayed.exitCode()).isEqualTo(1);
        assertThat(values("stubborn")).containsExactly("second");
        assertThat(headers(read("stubborn", 1).get(0))).contains("hf.replay.attempts=2");
        assertThat(replayed.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).contains("stubborn.dead-0@0", "--max-attempts"),
                        line -> assertThat(line).contains("attempt 2\tput back"),
                        line -> assertThat(line).contains("UNKNOWN", "--to"),
                        line -> assertThat(line).contains("gone", "does not exist"));

        replay("stubborn.dead", "--to", "stubborn");
        assertThat(values("stubborn")).containsExactly("second", "no headers", "gone");
    }

    @Test
    void topicThatDoesNotExistIsToldInOneLine() {
        Cli replayed = replay("no-such-topic");

        assertThat(replayed.exitCode()).isEqualTo(1);
        assertThat(replayed.err().lines()).containsExactly("hfconnect: There is no topic no-such-topic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void deadLettersOfAConnectorAreEnrichedOnceTheModelTakesThem(String guarantee) throws IOException {
        Topics committed = Topics.readingCommitted(broker.bootstrapServers());
        String topic = "repaired-" + guarantee;
        topics.create(topic, 1);
        // Who answers nobody, or nobody any more, is judged by the configuration and not by its records.
        topics.send(List.of(Topics.chat(topic, 0, 7, ANSWERED)));
        try (ScriptedTei tei = ScriptedTei.start();
                WorkerProcess worker = WorkerProcess.start(WorkerSetup.of(broker.bootstrapServers())
                        .group("replay-" + guarantee)
                        .jmx())) {
            worker.rest()
                    .put(
                            topic,
                            SinkConfigs.with(
                                    SinkConfigs.sink(topic, tei.url(), broker.bootstrapServers()),
                                    "delivery.guarantee",
                                    guarantee));
            assertThat(committed.read(topic + ".enriched", 1)).hasSize(1);
            tei.answerBy(call -> call.texts().contains(ANSWERED) ? null : refusal());
            topics.send(List.of(Topics.chat(topic, 0, 0, "hello"), Topics.chat(topic, 0, 1, "rude words")));
            assertThat(committed.read(topic + ".dead", 2)).hasSize(2);

            // Nothing is mended yet, so both come back as dead letters that tell of one failure each.
            replay(topic + ".dead");
            List<ConsumerRecord<String, String>> twice = committed.read(topic + ".dead", 4);
            assertThat(twice.get(2).headers().headers("__connect.errors.topic")).hasSize(1);
            assertThat(Topics.header(twice.get(2), "hf.replay.attempts")).isEqualTo("1");
            tei.failWith(null);
            replay(topic + ".dead");

            List<ConsumerRecord<String, String>> enriched = committed.read(topic + ".enriched", 3);
            assertThat(enriched).extracting(Topics::id).containsExactly(7, 0, 1);
            assertThat(Topics.header(enriched.get(1), "hf.replay.attempts")).isEqualTo("2");
            assertThat(committed.readIfThere(topic + ".dead")).hasSize(4);
            assertThat(WorkerMetrics.of(worker).assertBalanced(topic))
                    .containsEntry("enriched", 3L)
                    .containsEntry("reported", 4L);
        }
    }

    private static MockResponse refusal() {
        return new MockResponse.Builder()
                .code(422)
                .setHeader("Content-Type", "application/json")
                .body("{\"error\":\"too long\",\"error_type\":\"Validation\"}")
                .build();
    }

    private static Cli replay(String topic, String... more) {
        String[] args = {"replay", "--bootstrap-server", broker.bootstrapServers(), "--topic", topic};
        return Cli.run(Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new));
    }

    /** As Connect's dead letter queue has it. */
    private static ProducerRecord<byte[], byte[]> letter(
            String topic, int partition, String kind, byte @Nullable [] key, byte @Nullable [] value, long timestamp) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic + ".dead", 0, timestamp, key, value);
        letter.headers().add("trace", bytes("abc"));
        letter.headers().add("__connect.errors.topic", bytes(topic));
        letter.headers().add("__connect.errors.partition", bytes(String.valueOf(partition)));
        letter.headers().add("__connect.errors.exception.message", bytes("Record failed. " + kind + ": so it is"));
        return letter;
    }

    private static ProducerRecord<byte[], byte[]> toDead(String topic, ProducerRecord<byte[], byte[]> letter) {
        return new ProducerRecord<>(topic, 0, letter.timestamp(), letter.key(), letter.value(), letter.headers());
    }

    @SafeVarargs
    private static void send(ProducerRecord<byte[], byte[]>... records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                producer.send(record).get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("Not all records were written", e);
        }
    }

    /** All that stands in a topic now and is committed. */
    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int partitions) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> all = new ArrayList<>();
            for (int partition = 0; partition < partitions; partition++) {
                all.add(new TopicPartition(topic, partition));
            }
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            Waiting.until(Waiting.PATIENCE, () -> {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
                return all.stream()
                        .allMatch(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            });
        }
        return records;
    }

    private static List<String> values(String topic) {
        return read(topic, 1).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static ConsumerRecord<byte[], byte[]> ofPartition(
            List<ConsumerRecord<byte[], byte[]>> records, int partition) {
        return records.stream()
                .filter(record -> record.partition() == partition)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> headers(ConsumerRecord<byte[], byte[]> record) {
        return Stream.of(record.headers().toArray())
                .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
