package io.github.hfconnect.record.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.record.Outcomes;
import io.github.hfconnect.record.path.FieldPath;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** As the Protobuf converters of Confluent and of AWS Glue read and write the numbers of fields. */
class FieldNumbersTest {

    private static final Schema TICKET = SchemaBuilder.struct()
            .name("Ticket")
            .field("id", numbered(SchemaBuilder.int64(), 1))
            .field("text", numbered(SchemaBuilder.string(), 2))
            .build();

    private static Schema numbered(SchemaBuilder field, int number) {
        return field.parameter(FieldNumbers.CONFLUENT, String.valueOf(number)).build();
    }

    /** A message of nothing but {@code oneof body {int64 number = <first>; string text = <second>;}}. */
    private static Schema oneof(int first, int second) {
        Schema body = SchemaBuilder.struct()
                .name("io.confluent.connect.protobuf.Union.body")
                .optional()
                .field("number", numbered(SchemaBuilder.int64().optional(), first))
                .field("text", numbered(SchemaBuilder.string().optional(), second))
                .build();
        return SchemaBuilder.struct().name("Event").field("body_0", body).build();
    }

    private static Schema extended(Schema source, String... fields) {
        List<OutputField> output = List.of(fields).stream()
                .map(field -> OutputField.prediction(FieldPath.parse(field), Outcomes.CLASSIFICATION))
                .toList();
        return OutputLevel.of(output, new SchemaNames(SchemaNames.DEFAULT_NAMESPACE))
                .extend(source, null);
    }

    private static int number(Schema record, String field) {
        return Integer.parseInt(record.field(field).schema().parameters().get(FieldNumbers.CONFLUENT));
    }

    @Test
    void newFieldHasANumberOfItsOwnWhateverStandsBesideIt() {
        Schema alone = extended(TICKET, "prediction");
        Schema besideOthers = extended(TICKET, "mood", "prediction");

        assertThat(number(alone, "prediction")).isBetween(20_000, (1 << 29) - 1);
        assertThat(number(besideOthers, "prediction")).isEqualTo(number(alone, "prediction"));
        assertThat(number(besideOthers, "mood")).isNotEqualTo(number(alone, "prediction"));
        assertThat(number(alone, "text")).isEqualTo(2);
    }

    @Test
    void numberThatIsTakenIsPassedOver() {
        int free = number(extended(TICKET, "prediction"), "prediction");
        Schema taken = SchemaBuilder.struct()
                .field("other", numbered(SchemaBuilder.string(), free))
                .build();

        assertThat(number(extended(taken, "prediction"), "prediction")).isEqualTo(free + 1);
    }

    @Test
    void replacedFieldKeepsItsNumber() {
        assertThat(number(extended(TICKET, "text"), "text")).isEqualTo(2);
    }

    @Test
    void recordsWithoutNumbersGetNone() {
        Schema plain =
                SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();

        assertThat(extended(plain, "prediction").field("prediction").schema().parameters())
                .isNull();
    }

    @Test
    void fieldsOfAOneofHaveNumbersOfTheMessageAroundIt() {
        int free = number(extended(TICKET, "prediction"), "prediction");

        assertThat(number(extended(oneof(1, 2), "prediction"), "prediction")).isEqualTo(free);
        assertThat(number(extended(oneof(1, free), "prediction"), "prediction")).isEqualTo(free + 1);
    }

    @Test
    void whatTakesThePlaceOfAOneofHasANumberOfIt() {
        assertThat(number(extended(oneof(4, 7), "body_0"), "body_0")).isEqualTo(4);
    }

    @Test
    void theConverterOfGlueHasItsOwnName() {
        Schema glue = SchemaBuilder.struct()
                .field(
                        "text",
                        SchemaBuilder.string().parameter(FieldNumbers.GLUE, "1").build())
                .build();

        assertThat(extended(glue, "prediction").field("prediction").schema().parameters())
                .isEqualTo(Map.of(
                        FieldNumbers.GLUE, String.valueOf(number(extended(TICKET, "prediction"), "prediction"))));
        assertThat(extended(glue, "text").field("text").schema().parameters()).containsEntry(FieldNumbers.GLUE, "1");
    }
}
