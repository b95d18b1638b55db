package io.github.hfconnect;

import static io.github.hfconnect.record.ChangeEvents.KEYED;
import static io.github.hfconnect.record.ChangeEvents.event;
import static io.github.hfconnect.record.ChangeEvents.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.github.hfconnect.record.path.FieldPath;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transform in Debezium's source makes of the events between the inserts. */
class ChangeEventTest {

    private static final Schema VECTOR_ROW = SchemaBuilder.struct()
            .name("db.public.posts.Value")
            .optional()
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .field(
                    "embedding",
                    SchemaBuilder.array(Schema.FLOAT64_SCHEMA)
                            .name("io.debezium.data.DoubleVector")
                            .version(1)
                            .optional()
                            .build())
            .build();
    private static final String PLACEHOLDER = "__debezium_unavailable_value";

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private MockResponse answer = ModelServer.toxic();
    private final HuggingFaceTransform<SourceRecord> transform = new HuggingFaceTransform.Value<>();

    /** So that a call that is not to be made fails a test, and does not hold it up. */
    @BeforeEach
    void answer() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer;
            }
        });
    }

    @AfterEach
    void close() {
        transform.close();
    }

    @Test
    void deletesPassAsTheyAre() {
        configure("on.failure", "annotate", "output.metadata.field", "after.call");
        Struct delete = event(KEYED, "d", row(KEYED, "hi"), null);

        Struct passed = (Struct) apply(delete).value();

        assertThat(passed.get("after")).isNull();
        assertThat(passed.getStruct("before").getString("text")).isEqualTo("hi");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void valueThatWasNotSentIsNotAskedAboutAndThePredictionStays() {
        configure("output.field", "after.embedding", "task", "feature-extraction");
        Struct update = event(VECTOR_ROW, "u", null, vectorRow(PLACEHOLDER, List.of(0.5, 0.25)));

        SourceRecord passed = apply(update);

        assertThat(server.getRequestCount()).isZero();
        assertThat(FieldPath.parse("after.embedding").read(passed.value())).isEqualTo(List.of(0.5, 0.25));
    }

    @Test
    void valueThatWasNotSentLeavesASchemalessRecordAsItCame() {
        configure("output.field", "mood");
        Map<String, Object> update = Map.of("op", "u", "after", Map.of("text", PLACEHOLDER));

        assertThat(apply(null, update).value()).isEqualTo(update);
        assertThat(server.getRequestCount()).isZero();
    }

    /** Avro knows a Struct by its name alone. */
    @Test
    void bothImagesGetTheFieldSoThatOneNameStandsForOneSchema() {
        configure();
        SourceRecord enriched = apply(event(KEYED, "u", row(KEYED, "old"), row(KEYED, "hi")));

        assertThat(enriched.valueSchema().field("before").schema())
                .isEqualTo(enriched.valueSchema().field("after").schema());
        assertThat(FieldPath.parse("after.mood.label").read(enriched.value())).isEqualTo("toxic");
        assertThat(FieldPath.parse("before.text").read(enriched.value())).isEqualTo("old");
        assertThat(FieldPath.parse("before.mood").read(enriched.value())).isNull();
        AvroData avro = new AvroData(8);
        assertThat(avro.fromConnectData(enriched.valueSchema(), enriched.value())
                        .toString())
                .contains("toxic", "old");
    }

    @Test
    void eventThatIsNoRowMayPassAsItIs() {
        configure("on.missing.input", "skip");
        Schema heartbeat =
                SchemaBuilder.struct().field("ts_ms", Schema.INT64_SCHEMA).build();
        Struct value = new Struct(heartbeat).put("ts_ms", 1L);

        SourceRecord passed = apply(heartbeat, value);

        assertThat(passed.valueSchema()).isSameAs(heartbeat);
        assertThat(passed.value()).isSameAs(value);
    }

    @Test
    void vectorOfPgvectorIsCarriedOverAndKeepsItsType() {
        configure("output.field", "after.embedding", "task", "feature-extraction", "skip.unchanged.from", "before");
        Struct update = event(VECTOR_ROW, "u", vectorRow("hi", List.of(0.5, 0.25)), vectorRow("hi", null));

        SourceRecord passed = apply(update);

        assertThat(server.getRequestCount()).isZero();
        assertThat(FieldPath.parse("after.embedding").read(passed.value())).isEqualTo(List.of(0.5, 0.25));
        assertThat(passed.valueSchema()
                        .field("after")
                        .schema()
                        .field("embedding")
                        .schema()
                        .name())
                .isEqualTo("io.debezium.data.DoubleVector");
    }

    @Test
    void newVectorTakesTheTypeOfTheColumn() {
        answer = ModelServer.answer(200, "[[0.5, 0.25]]");
        configure("output.field", "after.embedding", "task", "feature-extraction");
        SourceRecord enriched = apply(event(VECTOR_ROW, "c", null, vectorRow("hi", null)));

        assertThat(FieldPath.parse("after.embedding").read(enriched.value())).isEqualTo(List.of(0.5, 0.25));
        ((Struct) enriched.value()).validate();
    }

    @Test
    void timesAndDecimalsCanStandInATemplate() throws InterruptedException {
        Map<String, Object> props = new HashMap<>(ModelServer.props(server));
        props.put("input.template", "{{at}} {{price}} {{tags}}");
        transform.configure(props);
        Schema decimal = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        Schema row = SchemaBuilder.struct()
                .field("at", Timestamp.SCHEMA)
                .field("price", decimal)
                .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .build();

        apply(
                row,
                new Struct(row)
                        .put("at", Date.from(Instant.ofEpochSecond(1)))
                        .put("price", new Struct(decimal).put("scale", 2).put("value", new byte[] {1, 0}))
                        .put("tags", List.of("a", "b")));

        assertThat(ModelServer.body(server.takeRequest())).contains("1970-01-01T00:00:01Z 2.56 [\\\"a\\\",\\\"b\\\"]");
    }

    private static Struct vectorRow(String text, @Nullable List<Double> embedding) {
        return new Struct(VECTOR_ROW).put("text", text).put("embedding", embedding);
    }

    private void configure(String... more) {
        Map<String, Object> props = new HashMap<>(ModelServer.props(server));
        props.put("input.field", "after.text");
        props.put("output.field", "after.mood");
        for (int i = 0; i < more.length; i += 2) {
            props.put(more[i], more[i + 1]);
        }
        transform.configure(props);
    }

    private SourceRecord apply(Struct event) {
        return apply(event.schema(), event);
    }

    private SourceRecord apply(@Nullable Schema schema, Object value) {
        return Objects.requireNonNull(
                transform.apply(new SourceRecord(Map.of(), Map.of(), "db.public.posts", schema, value)));
    }
}
