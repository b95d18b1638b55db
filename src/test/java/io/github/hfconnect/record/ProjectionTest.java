package io.github.hfconnect.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.record.path.FieldPath;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class ProjectionTest {

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
