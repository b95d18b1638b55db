package io.github.hfconnect.record;

import static io.github.hfconnect.inference.Shape.fields;
import static io.github.hfconnect.inference.Shape.listOf;
import static io.github.hfconnect.inference.Shape.optional;
import static io.github.hfconnect.inference.Shape.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.Shape.Scalar;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.TextSource;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.path.FieldPath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

/** What Connect's own JSON converter makes of enriched records. */
class JsonRoundTripTest {

    private static final Schema SOURCE =
            SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();

    /** Every scalar, nested. */
    private static final Shape EVERYTHING = fields(
            required("string", Scalar.STRING),
            required("boolean", Scalar.BOOLEAN),
            required("int32", Scalar.INT32),
            required("int64", Scalar.INT64),
            required("float64", Scalar.FLOAT64),
            required("bytes", Scalar.BYTES),
            required("vector", Scalar.VECTOR),
            required("list", listOf(listOf(fields(optional("inner", Scalar.INT32))))),
            optional("absent", Scalar.STRING));

    private static final Map<String, Object> VALUE = Map.of(
            "string",
            "s",
            "boolean",
            true,
            "int32",
            1,
            "int64",
            2L,
            "float64",
            0.5,
            "bytes",
            ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2).asReadOnlyBuffer(),
            "vector",
            new float[] {0.1f, 2f},
            "list",
            List.of(List.of(Map.of("inner", 3))));

    private final RecordMapper mapper = new RecordMapper(
            new InputReader(TextSource.at(FieldPath.parse("text")), 0, OnEmptyInput.SKIP, Map.of()),
            List.of(
                    OutputField.prediction(FieldPath.parse("prediction"), EVERYTHING),
                    OutputField.metadata(FieldPath.parse("meta")),
                    OutputField.error(FieldPath.parse("prediction"))));

    @Test
    void recordsWithSchemaComeBackAsTheyWere() {
        JsonConverter converter = converter(true);
        SchemaAndValue enriched =
                mapper.enriched(SOURCE, new Struct(SOURCE).put("text", "hi"), Outcomes.enriched(VALUE));

        byte[] json = converter.fromConnectData("t", enriched.schema(), enriched.value());
        SchemaAndValue back = converter.toConnectData("t", json);

        assertThat(back.schema()).isEqualTo(enriched.schema());
        assertThat(converter.fromConnectData("t", back.schema(), back.value())).isEqualTo(json);
        assertThat(FieldPath.parse("prediction.vector").read(back.value())).isEqualTo(List.of(0.1f, 2f));
        assertThat(FieldPath.parse("prediction.bytes").read(back.value())).isEqualTo(new byte[] {1, 2});
    }

    @Test
    void schemalessRecordsBecomePlainJson() {
        assertThat(json(Outcomes.enriched(VALUE)))
                .contains("\"text\":\"hi\"")
                .contains("\"vector\":[0.1,2.0]")
                .contains("\"bytes\":\"AQI=\"")
                .contains("\"list\":[[{\"inner\":3}]]")
                .contains("\"latency_ms\":12")
                .contains("\"prediction_error\":null")
                .doesNotContain("absent");
    }

    @Test
    void schemalessFailuresBecomePlainJson() {
        assertThat(json(Outcomes.failed()))
                .contains("\"prediction\":null")
                .contains("\"meta\":null")
                .contains("\"status\":422");
    }

    private String json(Outcome outcome) {
        SchemaAndValue enriched = mapper.enriched(null, Map.of("text", "hi"), outcome);
        return new String(
                converter(false).fromConnectData("t", enriched.schema(), enriched.value()), StandardCharsets.UTF_8);
    }

    private static JsonConverter converter(boolean withSchemas) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", withSchemas), false);
        return converter;
    }
}
