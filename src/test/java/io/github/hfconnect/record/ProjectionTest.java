package io.github.hfconnect.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.record.path.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class ProjectionTest {

    private static final String TAG = "io.confluent.connect.protobuf.Tag";
    private static final Schema AUTHOR =
            SchemaBuilder.struct().field("name", Schema.STRING_SCHEMA).build();
    private static final Schema AFTER = SchemaBuilder.struct()
            .optional()
            .field("title", Schema.STRING_SCHEMA)
            .field("author", AUTHOR)
            .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
            .build();
    private static final Schema EVENT =
            SchemaBuilder.struct().field("after", AFTER).build();

    private final Projection projection = new Projection(List.of("after.title", "after.author", "after.tags").stream()
            .map(FieldPath::parse)
            .toList());

    @Test
    void fieldsStandUnderTheirLastNames() {
        SchemaAndValue copied = projection.of(EVENT, event());

        Struct struct = (Struct) copied.value();
        struct.validate();
        assertThat(struct.getString("title")).isEqualTo("T");
        assertThat(struct.getStruct("author").getString("name")).isEqualTo("Ada");
        assertThat(struct.getArray("tags")).containsExactly("x");
    }

    @Test
    void whatMayBeMissingOnTheWayMayBeNull() {
        SchemaAndValue copied = projection.of(EVENT, new Struct(EVENT));

        ((Struct) copied.value()).validate();
        assertThat(copied.schema().field("title").schema().isOptional()).isTrue();
        assertThat(((Struct) copied.value()).get("title")).isNull();
    }

    @Test
    void allRecordsOfOneSchemaHaveOneSchema() {
        assertThat(projection.of(EVENT, event()).schema())
                .isSameAs(projection.of(EVENT, new Struct(EVENT)).schema());
    }

    @Test
    void recordsWithoutSchemasAreMaps() {
        SchemaAndValue copied = projection.of(
                null, Map.of("after", Map.of("title", "T", "author", Map.of("name", "Ada"), "tags", List.of("x"))));

        assertThat(copied.schema()).isNull();
        assertThat(copied.value())
                .isEqualTo(Map.of("title", "T", "author", Map.of("name", "Ada"), "tags", List.of("x")));
    }

    @Test
    void aChangeOfOneIsAChangeOfTheText() {
        Map<String, Object> one = Map.of("after", Map.of("title", "T", "author", "a", "tags", List.of("x")));
        Map<String, Object> other = Map.of("after", Map.of("title", "T", "author", "a", "tags", List.of("y")));

        assertThat(projection.text(one)).isEqualTo("[\"T\",\"a\",[\"x\"]]").isNotEqualTo(projection.text(other));
    }

    @Test
    void aFieldThatIsNotThereIsTold() {
        Projection other = new Projection(List.of(FieldPath.parse("after.missing")));

        assertThatThrownBy(() -> other.of(EVENT, event()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'after.missing'");
        assertThatThrownBy(() -> other.of(null, Map.of("after", Map.of())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'after.missing'");
    }

    /** As Confluent's Protobuf converter reads messages; two fields of one number are no message. */
    @Test
    void fieldsOfSeveralMessagesHaveNumbersOfTheirOwn() {
        Schema mail = numbered(SchemaBuilder.struct().optional().field("host", numbered(SchemaBuilder.string(), 1)), 3);
        Schema name = SchemaBuilder.struct()
                .name("io.confluent.connect.protobuf.Union.name")
                .optional()
                .field("nick", numbered(SchemaBuilder.string().optional(), 2))
                .field("mail", mail)
                .build();
        Schema author = numbered(
                SchemaBuilder.struct().field("name_0", name).field("id", numbered(SchemaBuilder.int64(), 1)), 3);
        Schema book = SchemaBuilder.struct()
                .field("title", numbered(SchemaBuilder.string(), 2))
                .field("author", author)
                .build();
        Struct named = new Struct(name).put("mail", new Struct(mail).put("host", "example.org"));
        Struct record = new Struct(book)
                .put("title", "T")
                .put("author", new Struct(author).put("name_0", named).put("id", 7L));

        SchemaAndValue copied = new Projection(Stream.of("title", "author", "author.id", "author.name_0")
                        .map(FieldPath::parse)
                        .toList())
                .of(book, record);

        Struct struct = (Struct) copied.value();
        struct.validate();
        assertThat(struct.getStruct("name_0").getStruct("mail").getString("host"))
                .isEqualTo("example.org");
        assertThat(struct.getStruct("author").getInt64("id")).isEqualTo(7);
        Schema union = copied.schema().field("name_0").schema();
        assertThat(List.of(
                        number(copied.schema(), "title"),
                        number(copied.schema(), "author"),
                        number(copied.schema(), "id"),
                        number(union, "nick"),
                        number(union, "mail")))
                .doesNotHaveDuplicates()
                .startsWith("2", "3", "1");
    }

    private static Schema numbered(SchemaBuilder field, int number) {
        return field.parameter(TAG, String.valueOf(number)).build();
    }

    private static String number(Schema message, String field) {
        return Objects.requireNonNull(message.field(field).schema().parameters().get(TAG));
    }

    private static Struct event() {
        return new Struct(EVENT)
                .put(
                        "after",
                        new Struct(AFTER)
                                .put("title", "T")
                                .put("author", new Struct(AUTHOR).put("name", "Ada"))
                                .put("tags", List.of("x")));
    }
}
