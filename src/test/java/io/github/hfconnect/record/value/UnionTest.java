package io.github.hfconnect.record.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.record.path.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnionTest {

    private static final FieldPath BODY = FieldPath.parse("body");

    private static Schema union(String name) {
        return union(name, Map.of());
    }

    private static Schema union(String name, Map<String, String> parameters) {
        return SchemaBuilder.struct()
                .name(name)
                .parameters(parameters)
                .optional()
                .field("number", Schema.OPTIONAL_INT64_SCHEMA)
                .field("text", Schema.OPTIONAL_STRING_SCHEMA)
                .field(
                        "day",
                        SchemaBuilder.int32()
                                .name("io.debezium.time.Date")
                                .optional()
                                .build())
                .build();
    }

    static Stream<Schema> unions() {
        return Stream.of(
                union("io.confluent.connect.avro.Union"),
                union("io.confluent.connect.json.OneOf"),
                union("io.confluent.connect.protobuf.Union.body"),
                union("connect_union_0", Map.of("org.apache.kafka.connect.data.Union", "connect_union_0")),
                union("com.amazonaws.services.schemaregistry.kafkaconnect.avrodata.Union"),
                union("body", Map.of("protobuf.type", "oneof")));
    }

    @ParameterizedTest
    @MethodSource("unions")
    void isReadAsTheValueThatItStandsFor(Schema schema) {
        Struct text = new Struct(schema).put("text", "I love it");
        Struct day = new Struct(schema).put("day", 0);

        assertThat(PlainText.of(schema, text, BODY)).isEqualTo("I love it");
        assertThat(PlainText.of(schema, day, BODY)).isEqualTo("1970-01-01");
        assertThat(PlainText.of(schema, new Struct(schema), BODY)).isNull();
        assertThat(PlainValue.of(SchemaBuilder.array(schema).build(), List.of(text, day)))
                .isEqualTo(List.of("I love it", "1970-01-01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Union", "io.confluent.connect.avro.Unionized"})
    void otherStructsAreWhatTheyAre(String name) {
        Struct text = new Struct(union(name)).put("text", "I love it");

        assertThat(PlainValue.of(text.schema(), text)).isEqualTo(Map.of("text", "I love it"));
    }

    /** As the converter of Glue marks numbers that are not what Connect has. */
    @Test
    void otherMarksOfAConverterMeanOtherThings() {
        Struct text = new Struct(union("body", Map.of("protobuf.type", "enum"))).put("text", "I love it");

        assertThat(PlainValue.of(text.schema(), text)).isEqualTo(Map.of("text", "I love it"));
    }

    @Test
    void structsWithoutNamesAreWhatTheyAre() {
        Schema schema =
                SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();

        assertThat(PlainValue.of(schema, new Struct(schema).put("text", "a"))).isEqualTo(Map.of("text", "a"));
    }
}
