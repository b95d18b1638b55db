package io.github.hfconnect.record.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Slot;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.InputRules;
import io.github.hfconnect.record.input.InputTemplate;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.record.input.SlotSource;
import io.github.hfconnect.record.path.FieldPath;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is meant by a value reaches the model, not how a converter keeps it. */
class LogicalTypeTest {

    private static final Schema DECIMAL = SchemaBuilder.struct()
            .name("io.debezium.data.VariableScaleDecimal")
            .field("scale", Schema.INT32_SCHEMA)
            .field("value", Schema.BYTES_SCHEMA)
            .build();

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(Timestamp.SCHEMA, at("2026-11-28T20:42:33.500Z"), "2026-11-28T20:42:33.500Z"),
                Arguments.of(org.apache.kafka.connect.data.Date.SCHEMA, at("2026-11-28T00:00:00Z"), "2026-11-28"),
                Arguments.of(Time.SCHEMA, at("1970-01-01T20:42:00Z"), "20:42:00"),
                // As a JDBC source has them: their toInstant() throws.
                Arguments.of(
                        org.apache.kafka.connect.data.Date.SCHEMA, new java.sql.Date(1_795_824_000_000L), "2026-11-28"),
                Arguments.of(Time.SCHEMA, new java.sql.Time(74_520_000L), "20:42:00"),
                Arguments.of(Decimal.schema(2), new BigDecimal("1E+3").setScale(2), "1000.00"),
                Arguments.of(int32("io.debezium.time.Date"), 20_785, "2026-11-28"),
                Arguments.of(int32("io.debezium.time.Time"), 74_553_000, "20:42:33"),
                Arguments.of(int64("io.debezium.time.MicroTime"), 74_553_000_001L, "20:42:33.000001"),
                Arguments.of(int64("io.debezium.time.MicroTime"), 86_400_000_000L, "PT24H"),
                Arguments.of(int64("io.debezium.time.MicroTime"), -3_020_399_000_000L, "PT-838H-59M-59S"),
                Arguments.of(int64("io.debezium.time.NanoTime"), 1L, "00:00:00.000000001"),
                Arguments.of(int64("io.debezium.time.Timestamp"), 1_500L, "1970-01-01T00:00:01.5"),
                Arguments.of(int64("io.debezium.time.MicroTimestamp"), -1L, "1969-12-31T23:59:59.999999"),
                Arguments.of(
                        int64("io.debezium.time.MicroTimestamp"), 9_223_371_331_200_000_000L, "+294247-01-02T00:00:00"),
                Arguments.of(int64("io.debezium.time.NanoTimestamp"), 1_000_000_000L, "1970-01-01T00:00:01"),
                Arguments.of(int64("io.debezium.time.MicroDuration"), 3_661_000_000L, "PT1H1M1S"),
                Arguments.of(
                        SchemaBuilder.string()
                                .name("io.debezium.time.ZonedTimestamp")
                                .build(),
                        "2026-11-28T20:42:33Z",
                        "2026-11-28T20:42:33Z"),
                Arguments.of(int64("com.example.Money"), 5L, "5"),
                Arguments.of(DECIMAL, decimal(3, "-12.345"), "-12.345"),
                Arguments.of(DECIMAL, decimal(-2, "1200"), "1200"),
                Arguments.of(bits(10), new byte[] {(byte) 0b1000_0011, 0b10}, "1010000011"),
                Arguments.of(bits(3), ByteBuffer.wrap(new byte[] {7, 1}, 1, 1), "001"),
                Arguments.of(bits(12), new byte[] {5}, "000000000101"),
                Arguments.of(bits(4), new byte[0], "0000"),
                Arguments.of(bits(Integer.MAX_VALUE), new byte[] {5}, "101"),
                Arguments.of(bits(Integer.MAX_VALUE), new byte[0], "0"),
                Arguments.of(
                        SchemaBuilder.array(int32("io.debezium.time.Date")).build(),
                        List.of(0, 1),
                        "[\"1970-01-01\",\"1970-01-02\"]"),
                Arguments.of(
                        SchemaBuilder.map(Schema.STRING_SCHEMA, DECIMAL).build(),
                        Map.of("eur", decimal(1, "0.5")),
                        "{\"eur\":0.5}"));
    }

    private static Date at(String instant) {
        return Date.from(Instant.parse(instant));
    }

    private static Schema int32(String name) {
        return SchemaBuilder.int32().name(name).version(1).build();
    }

    private static Schema int64(String name) {
        return SchemaBuilder.int64().name(name).version(1).build();
    }

    private static Schema bits(int length) {
        return SchemaBuilder.bytes()
                .name("io.debezium.data.Bits")
                .parameter("length", String.valueOf(length))
                .build();
    }

    private static Struct decimal(int scale, String value) {
        return new Struct(DECIMAL)
                .put("scale", scale)
                .put(
                        "value",
                        new BigDecimal(value).setScale(scale).unscaledValue().toByteArray());
    }

    private static Struct row(Schema schema, Object value) {
        Schema row = SchemaBuilder.struct().field("x", schema).build();
        return new Struct(row).put("x", value);
    }

    private static Reading read(SlotSource source, Object record) {
        return new InputReader(List.of(source), new InputRules(OnEmptyInput.SKIP), Map.of()).read(record);
    }

    @ParameterizedTest
    @MethodSource("values")
    void inputsAndTemplates(Schema schema, Object value, String text) {
        SlotSource field = SlotSource.at(Slot.TEXT, FieldPath.parse("x"), 0);
        SlotSource template = SlotSource.text(InputTemplate.parse("<{{x}}>"), 0);

        assertThat(read(field, row(schema, value))).isEqualTo(new Reading.Ask(Input.of(text)));
        assertThat(read(template, row(schema, value))).isEqualTo(new Reading.Ask(Input.of("<" + text + ">")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void partsOfOtherValues(Schema schema, Object value, String text) {
        boolean isBits = "io.debezium.data.Bits".equals(schema.name());
        boolean isJson = !isBits && text.matches("-?[0-9.]+|\\[.*|\\{.*");
        SlotSource field = SlotSource.at(Slot.TEXT, FieldPath.parse("outer"), 0);
        Schema outer = SchemaBuilder.struct()
                .field("outer", row(schema, value).schema())
                .build();

        assertThat(read(field, new Struct(outer).put("outer", row(schema, value))))
                .isEqualTo(new Reading.Ask(Input.of("{\"x\":" + (isJson ? text : "\"" + text + "\"") + "}")));
    }

    @Test
    void parametersTextsAndTables() {
        Schema date = int32("io.debezium.time.Date");
        InputReader reader = new InputReader(
                List.of(SlotSource.at(Slot.required("texts", Slot.Kind.TEXTS), FieldPath.parse("x"), 0)),
                new InputRules(OnEmptyInput.SKIP),
                Map.of("days", FieldPath.parse("x")));
        Struct days = row(SchemaBuilder.array(date).build(), List.of(0, 1));

        assertThat(reader.read(days))
                .isEqualTo(new Reading.Ask(new Input(
                        Map.of("texts", List.of("1970-01-01", "1970-01-02")),
                        Map.of("days", List.of("1970-01-01", "1970-01-02")))));
        assertThat(read(SlotSource.at(Slot.required("table", Slot.Kind.TABLE), FieldPath.WHOLE, 0), row(date, 2)))
                .isEqualTo(new Reading.Ask(new Input(Map.of("table", Map.of("x", List.of("1970-01-03"))), Map.of())));
    }

    @Test
    void withoutASchemaADateIsAMomentAndBytesInsideAreBase64() {
        Map<String, Object> record = Map.of(
                "at", at("2026-11-28T20:42:33Z"), "parts", List.of(ByteBuffer.wrap(new byte[] {1, 2}), Double.NaN));

        assertThat(read(SlotSource.text(InputTemplate.parse("{{at}} {{parts}}"), 0), record))
                .isEqualTo(new Reading.Ask(Input.of("2026-11-28T20:42:33Z [\"AQI=\",\"NaN\"]")));
    }
}
