package io.github.hfconnect.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.apicurio.registry.utils.converter.avro.AvroData;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.TextSource;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.schema.AnswerSchema;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every task's predictions, whatever they hold, survive the ways in which records are written and read. */
class RoundTripTest {

    private static final int VALUES_EACH = 50;

    /** As users describe one: lists within fields, whole numbers of 64 bits, and what the schema leaves open. */
    private static final String ANSWER_SCHEMA = """
            {"type": "object",
             "properties": {
               "customer": {"type": "string"},
               "urgent": {"type": "boolean"},
               "total": {"type": "number"},
               "note": {"enum": ["late", "lost", null]},
               "open": {},
               "address": {"type": "object", "properties": {"street": {"type": "string"}}, "required": ["street"]},
               "lines": {"type": "array", "items": {
                 "type": "object",
                 "properties": {"sku": {"type": "string"}, "count": {"type": "integer"}},
                 "required": ["sku"]}}},
             "required": ["customer", "urgent", "lines"]}
            """;

    static Stream<Named<Shape>> shapes() {
        Shape described = AnswerSchema.parse(ANSWER_SCHEMA).shape();
        return Stream.concat(
                Tasks.names().stream()
                        .map(task -> Named.of(task, Tasks.named(task).shape())),
                Stream.of(Named.of("response.schema", described)));
    }

    /** As a source connector makes it: equal each time, and never the same object. */
    private static Schema source() {
        return SchemaBuilder.struct()
                .name("chat.Line")
                .field("text", Schema.STRING_SCHEMA)
                .build();
    }

    private static RecordMapper mapper(Shape shape) {
        FieldPath prediction = FieldPath.parse("prediction");
        return new RecordMapper(
                new InputReader(TextSource.at(FieldPath.parse("text")), 0, OnEmptyInput.SKIP, Map.of()),
                List.of(
                        OutputField.prediction(prediction, shape),
                        OutputField.metadata(FieldPath.parse("call")),
                        OutputField.error(prediction)));
    }

    private static Stream<Object> values(Shape shape) {
        return LongStream.range(0, VALUES_EACH).mapToObj(seed -> new ShapeValues(seed).of(shape));
    }

    private static Outcome outcome(Object value) {
        return new Outcome.Enriched(new Prediction(value, Origin.of("org/model", "own", Duration.ofMillis(12))));
    }

    private static SchemaAndValue enriched(RecordMapper mapper, Object value) {
        Schema schema = source();
        return mapper.enriched(schema, new Struct(schema).put("text", "hi"), outcome(value));
    }

    private static JsonConverter converter(boolean withSchemas) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", withSchemas), false);
        return converter;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void oneSourceSchemaGivesOneEnrichedSchema(Shape shape) {
        RecordMapper mapper = mapper(shape);
        Schema first = enriched(mapper, new ShapeValues(0).of(shape)).schema();

        assertThat(values(shape))
                .allSatisfy(
                        value -> assertThat(enriched(mapper, value).schema()).isSameAs(first));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void throughJsonWithSchemas(Shape shape) {
        RecordMapper mapper = mapper(shape);
        JsonConverter converter = converter(true);

        assertThat(values(shape)).allSatisfy(value -> {
            SchemaAndValue written = enriched(mapper, value);
            byte[] json = converter.fromConnectData("t", written.schema(), written.value());
            SchemaAndValue read = converter.toConnectData("t", json);
            assertThat(read.schema()).isEqualTo(written.schema());
            assertThat(JsonRecord.json(read.value())).isEqualTo(JsonRecord.json(written.value()));
            assertThat(converter.fromConnectData("t", read.schema(), read.value()))
                    .isEqualTo(json);
        });
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void throughJsonWithoutSchemas(Shape shape) {
        RecordMapper mapper = mapper(shape);
        JsonConverter converter = converter(false);

        assertThat(values(shape)).allSatisfy(value -> {
            SchemaAndValue written = mapper.enriched(null, Map.of("text", "hi"), outcome(value));
            byte[] json = converter.fromConnectData("t", null, written.value());
            Object read = converter.toConnectData("t", json).value();
            assertThat(parsed(JsonRecord.json(FieldPath.parse("prediction").read(read))))
                    .isEqualTo(parsed(JsonRecord.json(value)));
        });
    }

    /** So that equal numbers are equal, whatever type they had. */
    private static JsonNode parsed(JsonNode json) {
        try {
            return JsonRecord.JSON.readTree(json.toString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void throughAvro(Shape shape) {
        RecordMapper mapper = mapper(shape);
        AvroData avro = new AvroData(8);

        assertThat(values(shape)).allSatisfy(value -> {
            SchemaAndValue written = enriched(mapper, value);
            SchemaAndValue read = throughAvro(avro, written);
            assertThat(read.schema()).isEqualTo(written.schema());
            assertThat(JsonRecord.json(read.value())).isEqualTo(JsonRecord.json(written.value()));
        });
    }

    private static SchemaAndValue throughAvro(AvroData avro, SchemaAndValue written) throws IOException {
        org.apache.avro.Schema schema = avro.fromConnectSchema(written.schema());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(avro.fromConnectData(written.schema(), written.value()), encoder);
        encoder.flush();
        Object read = new GenericDatumReader<>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        return avro.toConnectData(schema, read);
    }
}
