package io.github.hfconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.record.path.FieldPath;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The grid of every transform: with and without schema, key and value, text and bytes, tombstones. */
class HuggingFaceTransformTest {

    private static final Schema SCHEMA = SchemaBuilder.struct()
            .name("Comment")
            .field("text", Schema.STRING_SCHEMA)
            .build();

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final HuggingFaceTransform<SinkRecord> value = new HuggingFaceTransform.Value<>();
    private final HuggingFaceTransform<SinkRecord> key = new HuggingFaceTransform.Key<>();
    private final Headers headers = new ConnectHeaders().addString("trace", "7");

    @BeforeEach
    void answer() {
        server.enqueue(ModelServer.toxic());
        server.enqueue(ModelServer.toxic());
    }

    @AfterEach
    void close() {
        value.close();
        key.close();
    }

    @Test
    void withSchema() throws Exception {
        value.configure(props("input.field", "text"));

        SinkRecord enriched = apply(value, record(null, null, SCHEMA, new Struct(SCHEMA).put("text", "hi")));

        assertThat(enriched.valueSchema().name()).isEqualTo("Comment");
        assertThat(read("text", enriched.value())).isEqualTo("hi");
        assertThat(read("prediction.label", enriched.value())).isEqualTo("toxic");
        assertThat(read("prediction.labels.1.score", enriched.value())).isEqualTo(0.25);
        assertThat(ModelServer.body(server.takeRequest())).contains("\"inputs\":\"hi\"");
    }

    @Test
    void schemaless() {
        value.configure(props("input.field", "text", "output.field", "ai.mood"));

        SinkRecord enriched = apply(value, record(null, null, null, Map.of("text", "hi")));

        assertThat(enriched.valueSchema()).isNull();
        assertThat(read("ai.mood.label", enriched.value())).isEqualTo("toxic");
    }

    @Test
    void keyWithSchema() {
        key.configure(props("input.field", "text"));

        SinkRecord enriched = apply(key, record(SCHEMA, new Struct(SCHEMA).put("text", "hi"), null, "value"));

        assertThat(read("prediction.label", enriched.key())).isEqualTo("toxic");
        assertThat(enriched.keySchema().field("prediction")).isNotNull();
        assertThat(enriched.value()).isEqualTo("value");
        assertThat(enriched.valueSchema()).isNull();
    }

    @Test
    void keySchemaless() {
        key.configure(props("input.field", "text"));

        SinkRecord enriched = apply(key, record(null, Map.of("text", "hi"), null, null));

        assertThat(read("prediction.label", enriched.key())).isEqualTo("toxic");
        assertThat(enriched.value()).isNull();
    }

    @Test
    void textWithSchema() {
        value.configure(props());

        SinkRecord enriched = apply(value, record(null, null, Schema.STRING_SCHEMA, "hi"));

        assertThat(read("value", enriched.value())).isEqualTo("hi");
        assertThat(read("prediction.label", enriched.value())).isEqualTo("toxic");
    }

    @Test
    void bytesWithSchema() throws Exception {
        value.configure(props());
        byte[] bytes = "gr\u00fcn".getBytes(StandardCharsets.UTF_8);

        SinkRecord enriched = apply(value, record(null, null, Schema.OPTIONAL_BYTES_SCHEMA, bytes));

        assertThat(read("value", enriched.value())).isEqualTo(bytes);
        assertThat(ModelServer.body(server.takeRequest())).contains("\"gr\u00fcn\"");
    }

    @Test
    void tombstonesPassUnchangedWithoutACall() {
        value.configure(props("input.field", "text"));
        SinkRecord withSchema = record(null, "k", SCHEMA, null);
        SinkRecord schemaless = record(null, "k", null, null);

        assertThat(apply(value, withSchema)).isSameAs(withSchema);
        assertThat(apply(value, schemaless)).isSameAs(schemaless);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aBlankInputPassesWithoutACall() {
        value.configure(props("input.field", "text"));

        SinkRecord passed = apply(value, record(null, null, null, Map.of("text", " ")));

        assertThat(read("prediction", passed.value())).isNull();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void topicPartitionKeyTimestampAndHeadersAreKept() {
        value.configure(props());
        SinkRecord record = record(Schema.STRING_SCHEMA, "k", null, "hi");

        SinkRecord enriched = apply(value, record);

        assertThat(enriched.topic()).isEqualTo("chat");
        assertThat(enriched.kafkaPartition()).isEqualTo(3);
        assertThat(enriched.kafkaOffset()).isEqualTo(42);
        assertThat(enriched.key()).isEqualTo("k");
        assertThat(enriched.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(enriched.timestamp()).isEqualTo(1000L);
        assertThat(enriched.headers()).isEqualTo(headers);
    }

    @Test
    void sourceRecordsKeepTheirSource() {
        try (HuggingFaceTransform<SourceRecord> transform = new HuggingFaceTransform.Value<>()) {
            transform.configure(props());
            SourceRecord record = new SourceRecord(
                    Map.of("file", "f"), Map.of("line", 1), "chat", null, null, null, null, "hi", 1000L, headers);

            SourceRecord enriched = Objects.requireNonNull(transform.apply(record));

            assertThat(read("prediction.label", enriched.value())).isEqualTo("toxic");
            assertThat(enriched.sourceOffset()).isEqualTo(Map.of("line", 1));
            assertThat(enriched.kafkaPartition()).isNull();
            assertThat(enriched.headers()).isEqualTo(headers);
        }
    }

    @Test
    void recordsOfOneSchemaShareTheDerivedOne() {
        value.configure(props("input.field", "text"));

        Schema one = apply(value, record(null, null, SCHEMA, new Struct(SCHEMA).put("text", "a")))
                .valueSchema();
        Schema other = apply(value, record(null, null, SCHEMA, new Struct(SCHEMA).put("text", "")))
                .valueSchema();

        assertThat(other).isSameAs(one);
    }

    @Test
    void jsonRecordsWithSchemasComeBackFromTheirBytes() {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", true), false);
        value.configure(props("input.field", "text"));

        SinkRecord enriched = apply(value, record(null, null, SCHEMA, new Struct(SCHEMA).put("text", "hi")));
        byte[] json = converter.fromConnectData("chat", enriched.valueSchema(), enriched.value());

        assertThat(converter.toConnectData("chat", json))
                .isEqualTo(new SchemaAndValue(enriched.valueSchema(), enriched.value()));
    }

    @Test
    void theVersionIsKnown() {
        assertThat(value.version()).isNotBlank().isNotEqualTo("undefined");
    }

    private Map<String, Object> props(String... more) {
        Map<String, Object> props = new HashMap<>(ModelServer.props(server));
        for (int i = 0; i < more.length; i += 2) {
            props.put(more[i], more[i + 1]);
        }
        return props;
    }

    private SinkRecord record(
            @Nullable Schema keySchema, @Nullable Object key, @Nullable Schema valueSchema, @Nullable Object value) {
        return new SinkRecord(
                "chat", 3, keySchema, key, valueSchema, value, 42, 1000L, TimestampType.CREATE_TIME, headers);
    }

    private static SinkRecord apply(HuggingFaceTransform<SinkRecord> transform, SinkRecord record) {
        return Objects.requireNonNull(transform.apply(record));
    }

    private static @Nullable Object read(String path, Object value) {
        return FieldPath.parse(path).read(value);
    }
}
