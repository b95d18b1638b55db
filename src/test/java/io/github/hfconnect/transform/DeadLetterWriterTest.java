package io.github.hfconnect.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.config.keys.DeadLetterTarget;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.resilience.FakeTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterWriterTest {

    private static final Failure FAILURE = Failure.ofStatus(FailureKind.REJECTED, 422, "too long")
            .withCall("model.example:8080", "req-7")
            .withAttempts(3);

    private final MockProducer<byte[], byte[]> producer = producer(true);

    @Test
    void recordKeepsItsPartsAndTellsItsFailure() {
        SourceRecord record = new SourceRecord(
                Map.of(), Map.of(), "lines", 2, Schema.STRING_SCHEMA, "k", Schema.STRING_SCHEMA, "some text", 1234L);
        record.headers().addString("trace", "abc");

        write(record);

        ProducerRecord<byte[], byte[]> letter = producer.history().get(0);
        assertThat(letter.topic()).isEqualTo("dead");
        assertThat(letter.timestamp()).isEqualTo(1234);
        assertThat(text(letter.key())).isEqualTo("k");
        assertThat(text(letter.value())).isEqualTo("some text");
        assertThat(header(letter, "trace")).isEqualTo("abc");
        assertThat(header(letter, "__connect.errors.topic")).isEqualTo("lines");
        assertThat(header(letter, "__connect.errors.partition")).isEqualTo("2");
        assertThat(header(letter, "__connect.errors.stage")).isEqualTo("TRANSFORMATION");
        assertThat(header(letter, "__connect.errors.class.name")).isEqualTo("the.Transform", new FakeTime());
        assertThat(header(letter, "__connect.errors.exception.class.name")).isEqualTo(DataException.class.getName());
        assertThat(header(letter, "__connect.errors.exception.message")).isEqualTo(FAILURE.describe());
        assertThat(header(letter, "hf.error.kind")).isEqualTo("REJECTED");
        assertThat(header(letter, "hf.error.status")).isEqualTo("422");
        assertThat(header(letter, "hf.error.attempts")).isEqualTo("3");
        assertThat(header(letter, "hf.error.endpoint")).isEqualTo("model.example:8080");
        assertThat(header(letter, "hf.error.request.id")).isEqualTo("req-7");
    }

    @Test
    void recordWithoutATimeGetsThatOfItsLetter() {
        write(new SourceRecord(Map.of(), Map.of(), "lines", 2, null, "k", null, "text", -1L));

        assertThat(producer.history().get(0).timestamp()).isNull();
    }

    @Test
    void recordOfASinkIsFoundUnderTheNameThatItHadThere() {
        SinkRecord read = new SinkRecord("chat", 3, null, "k", null, "v", 41, 5L, TimestampType.CREATE_TIME);

        write(read.newRecord("renamed", 0, null, "k", null, "v", 5L));

        ProducerRecord<byte[], byte[]> letter = producer.history().get(0);
        assertThat(header(letter, "__connect.errors.topic")).isEqualTo("chat");
        assertThat(header(letter, "__connect.errors.partition")).isEqualTo("3");
        assertThat(header(letter, "__connect.errors.offset")).isEqualTo("41");
    }

    @Test
    void dataWithFieldsIsJsonBytesStayBytesAndTheRestIsText() {
        Schema schema =
                SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();
        byte[] bytes = {0, (byte) 0xff, 7};

        assertThat(value(schema, new Struct(schema).put("text", "hi"))).isEqualTo("{\"text\":\"hi\"}");
        assertThat(value(null, Map.of("text", "hi"))).isEqualTo("{\"text\":\"hi\"}");
        assertThat(value(null, List.of(1L, 2L))).isEqualTo("[1,2]");
        assertThat(value(null, 7L)).isEqualTo("7");
        assertThat(value(null, null)).isNull();
        write(record(Schema.BYTES_SCHEMA, bytes));
        assertThat(last().value()).isEqualTo(bytes);
        write(record(Schema.BYTES_SCHEMA, ByteBuffer.wrap(bytes)));
        assertThat(last().value()).isEqualTo(bytes);
    }

    @Test
    void writingEndsWhenTheClusterHasAcknowledged() throws Exception {
        MockProducer<byte[], byte[]> slow = producer(false);
        CountDownLatch written = new CountDownLatch(1);
        Thread writer = new Thread(() -> {
            new DeadLetterWriter(() -> slow, "dead", "the.Transform", new FakeTime()).write(record(null, "v"), FAILURE);
            written.countDown();
        });
        writer.setDaemon(true);
        writer.start();
        while (slow.history().isEmpty()) {
            Thread.onSpinWait();
        }
        while (writer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(written.getCount()).isOne();

        slow.completeNext();

        assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void clusterThatIsAwayMayBeAskedAgainAndOneThatRefusesMayNot() {
        producer.sendException = new TimeoutException("no metadata");
        assertThatThrownBy(() -> write(record(null, "v"))).isInstanceOf(RetriableException.class);

        producer.sendException = new AuthorizationException("not yours");
        assertThatThrownBy(() -> write(record(null, "v")))
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class)
                .hasMessageContaining("dead");
    }

    /** A Kafka client would take the alert for the length of an answer, and ask for as much memory. */
    @Test
    void clusterThatSpeaksTlsIsToldBeforeThereIsAClient() throws IOException {
        try (ServerSocket tls = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerByAlert(tls));
            server.setDaemon(true);
            server.start();
            DeadLetterTarget target =
                    new DeadLetterTarget("dead", Map.of("bootstrap.servers", "127.0.0.1:" + tls.getLocalPort()));

            assertThatThrownBy(() -> DeadLetterWriter.open(target, "the.Transform", new FakeTime()))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll(
                            "`dead.letter.bootstrap.servers`",
                            "`dead.letter.producer.security.protocol`",
                            "`dead.letter.producer.config.file`");
        }
    }

    private static void answerByAlert(ServerSocket tls) {
        try (Socket client = tls.accept()) {
            client.getInputStream().readNBytes(4);
            client.getOutputStream().write(new byte[] {0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x50});
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "task-thread-my-file-source-0, my-file-source, 0",
        "task-thread-a-12, a, 12",
        "main, unnamed, 0",
        "task-thread-a, unnamed, 0"
    })
    void threadOfATaskNamesIt(String thread, String connector, String task) {
        assertThat(TaskThread.named(thread)).isEqualTo(new TaskThread(connector, task));
    }

    private static MockProducer<byte[], byte[]> producer(boolean acknowledge) {
        return new MockProducer<>(acknowledge, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void write(ConnectRecord<?> record) {
        new DeadLetterWriter(() -> producer, "dead", "the.Transform", new FakeTime()).write(record, FAILURE);
    }

    private @Nullable String value(@Nullable Schema schema, @Nullable Object value) {
        write(record(schema, value));
        return text(last().value());
    }

    private ProducerRecord<byte[], byte[]> last() {
        return producer.history().get(producer.history().size() - 1);
    }

    private static SourceRecord record(@Nullable Schema schema, @Nullable Object value) {
        return new SourceRecord(Map.of(), Map.of(), "lines", schema, value);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        var values = StreamSupport.stream(letter.headers().headers(name).spliterator(), false)
                .toList();
        assertThat(values).as(name).hasSize(1);
        return new String(values.get(0).value(), StandardCharsets.UTF_8);
    }
}
