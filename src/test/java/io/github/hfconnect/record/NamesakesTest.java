package io.github.hfconnect.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.record.input.TextSource;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.path.FieldPath;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** One name stands for one schema in a record. */
class NamesakesTest {

    private static final Schema USER = SchemaBuilder.struct()
            .name("User")
            .optional()
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .field("mood", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private static Schema row() {
        return SchemaBuilder.struct()
                .field("text", Schema.STRING_SCHEMA)
                .field("author", USER)
                .field(
                        "readers",
                        SchemaBuilder.array(USER).name("Readers").version(2).build())
                .field(
                        "editors",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, USER).optional().build())
                .field(
                        "thread",
                        SchemaBuilder.struct()
                                .name("Thread")
                                .field("starter", USER)
                                .field("size", Schema.INT32_SCHEMA)
                                .build())
                .build();
    }

    private static Struct user(String name) {
        return new Struct(USER).put("name", name);
    }

    private static SchemaAndValue enriched(String output) {
        Schema row = row();
        Struct value = new Struct(row)
                .put("text", "hi")
                .put("author", user("a"))
                .put("readers", List.of(user("r"), user("s")))
                .put("editors", Map.of("first", user("e")))
                .put(
                        "thread",
                        new Struct(row.field("thread").schema())
                                .put("starter", user("t"))
                                .put("size", 3));
        return mapper(output).enriched(row, value, Outcomes.toxic());
    }

    private static Schema node() {
        SchemaBuilder node = SchemaBuilder.struct().name("Node").field("text", Schema.STRING_SCHEMA);
        return node.field(
                        "next",
                        SchemaBuilder.array(new CyclicSchema(node)).optional().build())
                .build();
    }

    private static RecordMapper mapper(String output) {
        InputReader reader = new InputReader(TextSource.at(FieldPath.parse("text")), 0, OnEmptyInput.SKIP, Map.of());
        return new RecordMapper(
                reader, List.of(OutputField.prediction(FieldPath.parse(output), Outcomes.CLASSIFICATION)));
    }

    /** As each message with a {@code google.protobuf.Struct} in it. */
    @Test
    void structThatContainsItselfStaysAsItIsBesideNewFields() {
        Schema node = node();
        Schema row = SchemaBuilder.struct()
                .name("Row")
                .field("text", Schema.STRING_SCHEMA)
                .field("node", node)
                .build();
        Struct value = new Struct(row).put("text", "hi").put("node", new Struct(node).put("text", "in"));

        SchemaAndValue enriched = mapper("prediction").enriched(row, value, Outcomes.toxic());

        assertThat(enriched.schema().field("node").schema()).isSameAs(node);
        assertThat(FieldPath.parse("node.text").read(enriched.value())).isEqualTo("in");
        assertThat(FieldPath.parse("prediction.label").read(enriched.value())).isEqualTo("toxic");
    }

    /** Nobody is asked, and paid, for what has no place. */
    @Test
    void structThatContainsItselfCannotHaveNewFieldsAndIsNotAskedAbout() {
        Schema node = node();
        Struct value = new Struct(node).put("text", "hi");

        Reading reading = mapper("prediction").input(node, value);

        Outcome.Failed failed = (Outcome.Failed) ((Reading.Settled) reading).outcome();
        assertThat(failed.ownFault()).isTrue();
        assertThat(failed.failure().message()).contains("The schema Node contains itself");
    }

    @Test
    void structsOfTheNameAreExtendedWhereverTheyStand() {
        SchemaAndValue enriched = enriched("author.ai.label");
        Schema schema = enriched.schema();
        Schema user = schema.field("author").schema();

        assertThat(user.field("ai")).isNotNull();
        assertThat(schema.field("readers").schema().valueSchema()).isEqualTo(user);
        assertThat(schema.field("readers").schema().name()).isEqualTo("Readers");
        assertThat(schema.field("readers").schema().version()).isEqualTo(2);
        assertThat(schema.field("editors").schema().valueSchema()).isEqualTo(user);
        assertThat(schema.field("editors").schema().isOptional()).isTrue();
        assertThat(schema.field("thread").schema().field("starter").schema()).isEqualTo(user);
        assertThat(schema.field("thread").schema().name()).isEqualTo("Thread");
        ((Struct) enriched.value()).validate();
    }

    @Test
    void whatTheyHoldStays() {
        Object value = enriched("author.ai.label").value();

        assertThat(FieldPath.parse("author.ai.label.label").read(value)).isEqualTo("toxic");
        assertThat(FieldPath.parse("readers.1.name").read(value)).isEqualTo("s");
        assertThat(FieldPath.parse("readers.1.ai").read(value)).isNull();
        assertThat(FieldPath.parse("editors.first.name").read(value)).isEqualTo("e");
        assertThat(FieldPath.parse("thread.starter.name").read(value)).isEqualTo("t");
        assertThat(FieldPath.parse("thread.size").read(value)).isEqualTo(3);
    }

    @Test
    void fieldThatIsReplacedIsReplacedInAllOfThem() {
        SchemaAndValue enriched = enriched("author.mood");

        assertThat(enriched.schema().field("readers").schema().valueSchema())
                .isEqualTo(enriched.schema().field("author").schema());
        assertThat(FieldPath.parse("readers.0.name").read(enriched.value())).isEqualTo("r");
    }

    @Test
    void recordWithoutNamesakesKeepsItsOtherFieldsAsTheyAre() {
        Schema row = row();
        Struct author = user("a");
        Struct value = new Struct(row)
                .put("text", "hi")
                .put("author", author)
                .put("readers", List.of())
                .put("thread", new Struct(row.field("thread").schema()).put("size", 1));
        RecordMapper mapper = new RecordMapper(
                new InputReader(TextSource.at(FieldPath.parse("text")), 0, OnEmptyInput.SKIP, Map.of()),
                List.of(OutputField.prediction(FieldPath.parse("p"), Outcomes.CLASSIFICATION)));

        assertThat(((Struct) mapper.enriched(row, value, Outcomes.toxic()).value()).get("author"))
                .isSameAs(author);
    }
}
