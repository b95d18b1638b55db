package io.github.hfconnect.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record's trace, from its headers through the call to the record that comes out: on a worker with OpenTelemetry's Java agent and on one without. */
@Timeout(300)
class TracesIT {

    private static final String OURS = "io.github.hfconnect";
    private static final int RECORDS = 8;

    private static BrokerProcess broker;
    private static WorkerProcess plain;
    private static WorkerProcess traced;
    private static SpanCollector collector;
    private static Topics topics;

    private ScriptedTei tei;

    @BeforeAll
    static void startCluster() throws IOException {
        broker = BrokerProcess.start();
        topics = new Topics(broker.bootstrapServers());
        collector = SpanCollector.start();
        plain = WorkerProcess.launch(WorkerSetup.of(broker.bootstrapServers()).group("plain"));
        traced = WorkerProcess.start(WorkerSetup.of(broker.bootstrapServers())
                .group("traced")
                .classPath(openTelemetry("api") + "/*")
                .jvmOption("-javaagent:" + openTelemetry("agent/opentelemetry-javaagent.jar"))
                .jvmOption("-Dotel.exporter.otlp.endpoint=" + collector.url())
                .jvmOption("-Dotel.bsp.schedule.delay=200")
                .jvmOption("-Dotel.metrics.exporter=none")
                .jvmOption("-Dotel.logs.exporter=none"));
        plain.awaitReady();
    }

    private static Path openTelemetry(String part) {
        return Checkout.locate().root().resolve("target/kafka/opentelemetry").resolve(part);
    }

    @AfterAll
    static void stopCluster() {
        traced.close();
        plain.close();
        collector.close();
        broker.close();
    }

    @BeforeEach
    void startEndpoint() throws IOException {
        tei = ScriptedTei.start();
    }

    @AfterEach
    void stopEndpoint() {
        List.of(plain, traced).forEach(worker -> worker.rest().connectors().forEach(worker.rest()::delete));
        tei.close();
    }

    @Test
    void withoutOpenTelemetryACallForOneRecordIsInItsTrace() {
        List<ConsumerRecord<String, String>> enriched = run(plain, "one", "batch.max.records", "1");

        assertThat(tei.recorded()).hasSize(RECORDS).allSatisfy(call -> {
            int id = Integer.parseInt(call.texts().get(0).substring("hello ".length()));
            assertThat(call.headers().get("traceparent")).isEqualTo(traceparent("one", id));
            assertThat(call.headers().get("tracestate")).isEqualTo("shop=" + id);
        });
        assertThat(enriched)
                .extracting(record -> Topics.header(record, "traceparent"))
                .isEqualTo(IntStream.range(0, RECORDS)
                        .mapToObj(id -> traceparent("one", id))
                        .toList());
    }

    @Test
    void withoutOpenTelemetryACallForManyRecordsIsInNobodysTrace() {
        run(plain, "many", "batch.linger.ms", "5000", "batch.max.records", String.valueOf(RECORDS));

        assertThat(tei.recorded()).hasSize(1);
        assertThat(tei.recorded().get(0).headers().get("traceparent")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void withTheAgentACallForManyRecordsIsASpanWithALinkToEach(String guarantee) {
        String topic = "linked-" + guarantee;
        List<ConsumerRecord<String, String>> enriched = run(
                traced,
                topic,
                "delivery.guarantee",
                guarantee,
                "model",
                "org/" + guarantee,
                "batch.linger.ms",
                "5000",
                "batch.max.records",
                String.valueOf(RECORDS));

        SpanCollector.Collected span =
                spans("text-classification org/" + guarantee, 1).get(0);
        assertThat(span.linked())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, RECORDS)
                        .mapToObj(id -> traceId(topic, id))
                        .toList());
        assertThat(span.attributes())
                .containsEntry("gen_ai.operation.name", "text-classification")
                .containsEntry("gen_ai.provider.name", "tei")
                .containsEntry("gen_ai.request.model", "org/" + guarantee)
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", (long) tei.port())
                .containsEntry("hfconnect.inputs", (long) RECORDS)
                .doesNotContainKey("error.type");
        assertThat(tei.recorded().get(0).headers().get("traceparent")).contains(span.traceId());
        assertThat(enriched)
                .hasSize(RECORDS)
                .allSatisfy(record -> assertThat(Topics.header(record, "traceparent"))
                        .as("the record goes on in its own trace")
                        .contains(traceId(topic, Topics.id(record))));
    }

    @Test
    void withTheAgentACallForOneRecordIsAChildInItsTraceAndSaysHowItFailed() {
        tei.answerBy(call -> call.number() == 0
                ? new MockResponse.Builder()
                        .code(503)
                        .body("{\"error\":\"busy hello\"}")
                        .build()
                : null);

        run(traced, "child", "model", "org/child", "batch.max.records", "1", "max.in.flight.requests", "1");

        List<SpanCollector.Collected> spans = spans("text-classification org/child", RECORDS + 1);
        assertThat(spans)
                .extracting(SpanCollector.Collected::traceId)
                .containsAll(IntStream.range(0, RECORDS)
                        .mapToObj(id -> traceId("child", id))
                        .toList());
        assertThat(spans).allSatisfy(span -> assertThat(span.parentId()).isEqualTo("00f067aa0ba902b7"));
        assertThat(spans)
                .filteredOn(span -> span.attributes().containsKey("error.type"))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.attributes()).containsEntry("error.type", "503");
                    assertThat(failed.span().toString()).doesNotContain("busy", "hello");
                });
        // The agent's own span of the request stands below ours.
        assertThat(Objects.requireNonNull(tei.recorded().get(1).headers().get("traceparent")))
                .startsWith("00-" + traceId("child", 0));
    }

    /** Writes records with a trace each, and reads what becomes of them. */
    private List<ConsumerRecord<String, String>> run(WorkerProcess worker, String topic, String... settings) {
        topics.create(topic, 1);
        topics.send(IntStream.range(0, RECORDS)
                .mapToObj(id -> inTrace(Topics.chat(topic, 0, id, "hello " + id), topic, id))
                .toList());
        worker.rest()
                .put(topic, SinkConfigs.with(SinkConfigs.sink(topic, tei.url(), broker.bootstrapServers()), settings));
        return topics.read(topic + ".enriched", RECORDS);
    }

    private static ProducerRecord<String, String> inTrace(ProducerRecord<String, String> record, String topic, int id) {
        record.headers().add("traceparent", traceparent(topic, id).getBytes(StandardCharsets.UTF_8));
        record.headers().add("tracestate", ("shop=" + id).getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static String traceparent(String topic, int id) {
        return "00-" + traceId(topic, id) + "-00f067aa0ba902b7-01";
    }

    private static String traceId(String topic, int id) {
        return String.format("%08x%024x", topic.hashCode(), id + 1);
    }

    private static List<SpanCollector.Collected> spans(String name, int count) {
        Waiting.until(Waiting.PATIENCE, () -> named(name).size() >= count);
        return named(name);
    }

    private static List<SpanCollector.Collected> named(String name) {
        return collector.of(OURS).stream()
                .filter(span -> span.span().getName().equals(name))
                .toList();
    }
}
