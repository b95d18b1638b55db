package io.github.hfconnect.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.Slot;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.InputRules;
import io.github.hfconnect.record.input.InputTemplate;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.OnMissingInput;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.record.input.SlotSource;
import io.github.hfconnect.record.input.TextSource;
import io.github.hfconnect.record.input.UnavailableValues;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.path.FieldPath;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that says "unchanged, and not sent" is never asked about, and what was predicted for it stays. */
class UnavailableInputTest {

    private static final String TEXT = "__debezium_unavailable_value";
    private static final Reading NOT_ASKED = InputRules.passed(Outcome.Passed.Reason.UNAVAILABLE);
    private static final InputRules RULES =
            new InputRules(OnEmptyInput.SKIP, OnMissingInput.FAIL, UnavailableValues.of(List.of(TEXT, "?")));

    static Stream<Object> forms() {
        return Stream.of(
                TEXT,
                "?",
                TEXT.getBytes(UTF_8),
                ByteBuffer.wrap((".." + TEXT).getBytes(UTF_8), 2, TEXT.length()),
                "X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ==",
                "5f5f646562657a69756d5f756e617661696c61626c655f76616c7565",
                List.of("a", TEXT),
                List.of(UUID.nameUUIDFromBytes(TEXT.getBytes(UTF_8)).toString()),
                List.of(63),
                List.of(63L),
                Map.of(TEXT, TEXT),
                Map.of("rows", List.of(Map.of("cell", TEXT))),
                "{\"" + TEXT + "\":\"" + TEXT + "\"}",
                new Struct(ChangeEvents.KEYED).put("id", 1).put("text", TEXT));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormOfItIsKnown(Object value) {
        assertThat(RULES.unavailable().isIn(value)).isTrue();
        assertThat(UnavailableValues.NONE.isIn(value)).isFalse();
    }

    @Test
    void textThatOnlySpeaksOfItIsText() {
        assertThat(RULES.unavailable().isIn("What is " + TEXT + "?")).isFalse();
        assertThat(RULES.unavailable().isIn(List.of(64))).isFalse();
        assertThat(RULES.unavailable().isIn(List.of("63"))).isFalse();
        assertThat(RULES.unavailable().isIn(null)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Slot.Kind.class)
    void slotsOfEveryKindAreNotAskedAbout(Slot.Kind kind) {
        List<SlotSource> sources = List.of(
                SlotSource.at(Slot.required("a", kind), FieldPath.parse("a"), 3),
                SlotSource.at(Slot.required("b", Slot.Kind.TEXT), FieldPath.parse("b"), 0));
        InputReader reader = new InputReader(sources, RULES, Map.of());

        assertThat(reader.read(Map.of("a", List.of(TEXT), "b", "hi"))).isEqualTo(NOT_ASKED);
        assertThat(reader.read(Map.of("a", TEXT, "b", "hi"))).isEqualTo(NOT_ASKED);
    }

    @Test
    void oneOfATemplatesFieldsIsEnough() {
        InputReader reader = new InputReader(
                List.of(SlotSource.text(InputTemplate.parse("{{title}}: {{text}}"), 0)), RULES, Map.of());

        assertThat(reader.read(Map.of("title", "new", "text", TEXT))).isEqualTo(NOT_ASKED);
        assertThat(reader.read(Map.of("title", "new", "text", "hi"))).isEqualTo(new Reading.Ask(Input.of("new: hi")));
    }

    @Test
    void parametersCountToo() {
        InputReader reader = new InputReader(
                List.of(SlotSource.text(TextSource.at(FieldPath.parse("text")), 0)),
                RULES,
                Map.of("candidate_labels", FieldPath.parse("labels")));

        assertThat(reader.read(Map.of("text", "hi", "labels", List.of(TEXT)))).isEqualTo(NOT_ASKED);
    }

    @Test
    void predictionNoteAndFailureStayWhereTheyStand() {
        RecordMapper mapper = mapper(Outcomes.CLASSIFICATION);
        Schema row = SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();
        var first = mapper.enriched(row, new Struct(row).put("text", "hi"), Outcomes.toxic());
        Struct update = ((Struct) first.value()).put("text", TEXT);

        Reading reading = mapper.input(first.schema(), update);
        var kept = mapper.enriched(first.schema(), update, ((Reading.Settled) reading).outcome());

        assertThat(reading).isEqualTo(NOT_ASKED);
        assertThat(kept.schema()).isEqualTo(first.schema());
        assertThat(kept.value()).isEqualTo(update);
    }

    static Stream<Arguments> otherFields() {
        Schema texts = SchemaBuilder.array(Schema.STRING_SCHEMA).build();
        Schema unlike = SchemaBuilder.struct()
                .field("label", Schema.STRING_SCHEMA)
                .field("score", Schema.STRING_SCHEMA)
                .build();
        return Stream.of(
                Arguments.of(Shape.Scalar.VECTOR, Schema.STRING_SCHEMA, "rain tomorrow"),
                Arguments.of(Shape.Scalar.VECTOR, texts, List.of("rain", "sun")),
                Arguments.of(Outcomes.CLASSIFICATION, texts, List.of("rain", "sun")),
                Arguments.of(
                        Outcomes.CLASSIFICATION,
                        unlike,
                        new Struct(unlike).put("label", "rain").put("score", "high")));
    }

    @ParameterizedTest
    @MethodSource("otherFields")
    void fieldOfAnotherTypeIsNoPredictionThatCouldStay(Shape shape, Schema schema, Object value) {
        Schema row = SchemaBuilder.struct()
                .field("text", Schema.STRING_SCHEMA)
                .field("p", schema)
                .build();
        Struct update = new Struct(row).put("text", TEXT).put("p", value);

        Struct passed = (Struct) mapper(shape)
                .enriched(row, update, new Outcome.Passed(Outcome.Passed.Reason.UNAVAILABLE))
                .value();

        assertThat(passed.get("p")).isNull();
        passed.validate();
    }

    private static RecordMapper mapper(Shape shape) {
        FieldPath prediction = FieldPath.parse("p");
        return new RecordMapper(
                new InputReader(List.of(SlotSource.text(TextSource.at(FieldPath.parse("text")), 0)), RULES, Map.of()),
                List.of(
                        OutputField.prediction(prediction, shape),
                        OutputField.metadata(FieldPath.parse("call")),
                        OutputField.error(prediction)));
    }
}
