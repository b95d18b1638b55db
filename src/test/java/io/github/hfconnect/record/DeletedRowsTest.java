package io.github.hfconnect.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.InputTemplate;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.record.input.TextSource;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.path.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What says that rows are gone keeps saying so: no row is made of it, of nulls or otherwise. */
class DeletedRowsTest {

    static Stream<Schema> rows() {
        return Stream.of(ChangeEvents.KEYED, ChangeEvents.KEYLESS);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void deleteKeepsItsNullImage(Schema row) {
        Struct delete = ChangeEvents.event(row, "d", ChangeEvents.row(row, "hi"), null);

        Struct passed = passed(mapper("after.text", "after.ai.mood"), delete);

        assertThat(passed.get("after")).isNull();
        assertThat(passed.getStruct("before").get("text")).isEqualTo("hi");
        assertThat(passed.get("op")).isEqualTo("d");
        passed.validate();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void truncateKeepsBothNullImages(Schema row) {
        Struct passed = passed(mapper("after.text", "after.mood"), ChangeEvents.event(row, "t", null, null));

        assertThat(passed.get("before")).isNull();
        assertThat(passed.get("after")).isNull();
    }

    @Test
    void withoutSchemasTheRecordIsEqual() {
        Map<String, ?> delete = ChangeEvents.event("d", Map.of("id", 2), null);

        assertThat(passed(mapper("after.text", "after.ai.mood"), delete)).isEqualTo(delete);
    }

    @Test
    void insertsGetTheSchemaThatDeletesHave() {
        RecordMapper mapper = mapper("after.text", "after.mood");
        Struct delete = ChangeEvents.event(ChangeEvents.KEYED, "d", ChangeEvents.row(ChangeEvents.KEYED, "hi"), null);
        Struct insert = ChangeEvents.event(ChangeEvents.KEYED, "c", null, ChangeEvents.row(ChangeEvents.KEYED, "hi"));

        SchemaAndValue enriched = mapper.enriched(insert.schema(), insert, Outcomes.toxic());

        assertThat(FieldPath.parse("after.mood.label").read(enriched.value())).isEqualTo("toxic");
        assertThat(passed(mapper, delete).schema()).isSameAs(enriched.schema());
    }

    /** The words of a template are the same in each record, and what is beside the row says nothing of it. */
    @Test
    void whatStandsBesideTheMissingRowIsNothingToAskAbout() {
        InputReader template = new InputReader(
                InputTemplate.parse("{{op}} {{before.text}} {{after.text}}"), 0, OnEmptyInput.SKIP, Map.of());
        RecordMapper mapper = new RecordMapper(template, fields("after.mood"));
        Struct delete = ChangeEvents.event(ChangeEvents.KEYED, "d", ChangeEvents.row(ChangeEvents.KEYED, "hi"), null);

        assertThat(passed(mapper, delete).get("after")).isNull();
    }

    @Test
    void rowThatIsGoneIsNothingToAskAboutEvenWhereTheInputIsNotEmpty() {
        Struct before = ChangeEvents.row(ChangeEvents.KEYLESS, "hi");

        assertThat(passed(
                                mapper("before.text", "after.mood"),
                                ChangeEvents.event(ChangeEvents.KEYLESS, "d", before, null))
                        .get("after"))
                .isNull();
        assertThat(passed(
                        mapper("before.text", "payload.after.mood"),
                        Map.of("before", Map.of("text", "hi"), "payload", ChangeEvents.event("t", null, null))))
                .isEqualTo(Map.of("before", Map.of("text", "hi"), "payload", ChangeEvents.event("t", null, null)));
    }

    @Test
    void anyOtherNullLevelIsMadeForAPrediction() {
        RecordMapper mapper = mapper("op", "after.mood");
        Map<String, ?> event = ChangeEvents.event("u", null, null);

        assertThat(mapper.input(null, event)).isInstanceOf(Reading.Ask.class);
        assertThat(FieldPath.parse("after.mood.label")
                        .read(mapper.enriched(null, event, Outcomes.toxic()).value()))
                .isEqualTo("toxic");
    }

    @Test
    void failureThatIsAnnotatedHasItsLevelMade() {
        RecordMapper mapper = mapper("op", "after.mood");
        Map<String, ?> event = ChangeEvents.event("", null, null);

        assertThat(FieldPath.parse("after.mood_error.kind")
                        .read(mapper.enriched(null, event, Outcomes.failed()).value()))
                .isEqualTo("REJECTED");
    }

    private static Struct passed(RecordMapper mapper, Struct event) {
        return (Struct) mapper.enriched(event.schema(), event, settled(mapper.input(event.schema(), event)))
                .value();
    }

    private static Object passed(RecordMapper mapper, Map<String, ?> event) {
        return mapper.enriched(null, event, settled(mapper.input(null, event))).value();
    }

    private static Outcome settled(Reading reading) {
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Settled.class,
                        settled -> assertThat(settled.outcome()).isInstanceOf(Outcome.Passed.class));
        return ((Reading.Settled) reading).outcome();
    }

    private static RecordMapper mapper(String input, String output) {
        InputReader reader = new InputReader(TextSource.at(FieldPath.parse(input)), 0, OnEmptyInput.SKIP, Map.of());
        return new RecordMapper(reader, fields(output));
    }

    @Test
    void withoutSchemasNothingIsAddedBesideTheMissingRow() {
        FieldPath mood = FieldPath.parse("after.mood");
        InputReader reader =
                new InputReader(TextSource.at(FieldPath.parse("after.text")), 0, OnEmptyInput.FAIL, Map.of());
        RecordMapper mapper = new RecordMapper(
                reader,
                List.of(
                        OutputField.prediction(mood, Outcomes.CLASSIFICATION),
                        OutputField.metadata(FieldPath.parse("call"))));
        Map<String, ?> delete = ChangeEvents.event("d", Map.of("id", 2), null);

        assertThat(passed(mapper, delete)).isEqualTo(delete);
    }

    /** As {@code ExtractNewRecordState} rewrites it: the row as it was, which has text to ask about. */
    @Test
    void rewrittenDeleteIsNothingToAskAbout() {
        Struct deleted = rewritten("true");

        Struct passed = passed(mapper("text", "mood"), deleted);

        assertThat(passed.get("mood")).isNull();
        assertThat(passed.get("text")).isEqualTo("hi");
        assertThat(passed.get("__deleted")).isEqualTo("true");
    }

    /** The transform of MongoDB's connector writes a boolean. */
    @ParameterizedTest
    @MethodSource("yes")
    void rewrittenDeleteWithoutSchemasStaysAsItIs(Object yes) {
        Map<String, ?> deleted = Map.of("id", 1, "text", "hi", "__deleted", yes);

        assertThat(passed(mapper("text", "mood"), deleted)).isEqualTo(deleted);
    }

    static Stream<Object> yes() {
        return Stream.of("true", true);
    }

    @Test
    void rewrittenRowThatIsThereIsAskedAbout() {
        Struct present = rewritten("false");
        RecordMapper mapper = mapper("text", "mood");

        assertThat(mapper.input(present.schema(), present)).isInstanceOf(Reading.Ask.class);
        assertThat(mapper.input(null, Map.of("text", "hi", "__deleted", false))).isInstanceOf(Reading.Ask.class);
        assertThat(mapper.input(null, Map.of("text", "hi", "after", Map.of("__deleted", true))))
                .isInstanceOf(Reading.Ask.class);
    }

    private static Struct rewritten(String deleted) {
        Schema row = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("text", Schema.OPTIONAL_STRING_SCHEMA)
                .field("__deleted", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        return new Struct(row).put("id", 1).put("text", "hi").put("__deleted", deleted);
    }

    /** Every field that can be configured. */
    private static List<OutputField> fields(String output) {
        FieldPath prediction = FieldPath.parse(output);
        List<OutputField> fields = new ArrayList<>();
        fields.add(OutputField.prediction(prediction, Outcomes.CLASSIFICATION));
        fields.add(OutputField.metadata(prediction.withSuffix("_call")));
        fields.add(OutputField.error(prediction));
        return fields;
    }
}
