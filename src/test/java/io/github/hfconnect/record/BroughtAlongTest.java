package io.github.hfconnect.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Revisions;
import io.github.hfconnect.record.input.BroughtAlong;
import io.github.hfconnect.record.input.BroughtAlongListener;
import io.github.hfconnect.record.input.IfPresent;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.record.input.TextSource;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.output.SchemaNames;
import io.github.hfconnect.record.path.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records that bring their prediction along pass without a call. */
class BroughtAlongTest {

    private static final Map<String, Object> KIND = Map.of("label", "kind", "score", 0.9, "labels", List.of());

    @Test
    void recordThatCarriesAPredictionKeepsItAndItsNote() {
        RecordMapper mapper = ifPresent("prediction");
        Map<String, Object> record = Map.of("text", "hi", "prediction", KIND, "call", Map.of("endpoint", "earlier"));

        Outcome outcome = settled(mapper, record);

        assertThat(outcome).isEqualTo(new Outcome.Carried(KIND, Map.of("endpoint", "earlier")));
        assertThat(mapper.enriched(null, record, outcome).value()).isEqualTo(record);
    }

    @Test
    void recordWithoutAPredictionIsAskedAbout() {
        RecordMapper mapper = ifPresent("prediction");
        Map<String, @Nullable Object> withNull = new HashMap<>(Map.of("text", "hi"));
        withNull.put("prediction", null);

        assertThat(mapper.input(null, Map.of("text", "hi"))).isInstanceOf(Reading.Ask.class);
        assertThat(mapper.input(null, withNull)).isInstanceOf(Reading.Ask.class);
    }

    @Test
    void structKeepsItsPredictionAndTheSchemaThatEveryEnrichedRecordHas() {
        RecordMapper mapper = ifPresent("prediction");
        Schema source =
                SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();
        SchemaAndValue enriched =
                mapper.enriched(source, new Struct(source).put("text", "hi"), Outcomes.enriched(KIND));

        Outcome outcome = settled(mapper, enriched.schema(), enriched.value());
        SchemaAndValue again = mapper.enriched(enriched.schema(), enriched.value(), outcome);

        assertThat(again.schema()).isEqualTo(enriched.schema());
        assertThat(again.value()).isEqualTo(enriched.value());
    }

    @Test
    void fieldOfAnotherShapeIsNoPrediction() {
        Schema source = SchemaBuilder.struct()
                .field("text", Schema.STRING_SCHEMA)
                .field("prediction", Schema.STRING_SCHEMA)
                .build();
        Struct record = new Struct(source).put("text", "hi").put("prediction", "rain tomorrow");

        assertThat(ifPresent("prediction").input(source, record)).isInstanceOf(Reading.Ask.class);
    }

    @Test
    void unchangedInputKeepsThePredictionOfTheEarlierImage() {
        RecordMapper mapper = unchanged("after.text", "after.prediction");

        assertThat(settled(mapper, change(row("hi", KIND), row("hi", null))))
                .isEqualTo(new Outcome.Carried(KIND, null));
    }

    @Test
    void changedInputIsAskedAbout() {
        RecordMapper mapper = unchanged("after.text", "after.prediction");

        assertThat(mapper.input(null, change(row("hi", KIND), row("bye", null))))
                .isInstanceOf(Reading.Ask.class);
        assertThat(mapper.input(null, change(row("hi", null), row("hi", null)))).isInstanceOf(Reading.Ask.class);
        assertThat(mapper.input(null, change(null, row("hi", null)))).isInstanceOf(Reading.Ask.class);
        assertThat(mapper.input(null, Map.of("after", row("hi", null)))).isInstanceOf(Reading.Ask.class);
    }

    @Test
    void earlierImageMayHaveTheShapeOfTheWholeRecord() {
        RecordMapper mapper = unchanged("text", "ai.prediction");
        Map<String, Object> before = Map.of("text", "hi", "ai", Map.of("prediction", KIND));

        assertThat(settled(mapper, Map.of("text", "hi", "before", before))).isEqualTo(new Outcome.Carried(KIND, null));
        assertThat(mapper.input(null, Map.of("text", "bye", "before", before))).isInstanceOf(Reading.Ask.class);
    }

    @Test
    void whatStandsOutsideTheEarlierImageIsNotTakenForEarlier() {
        RecordMapper mapper = unchanged("text", "after.prediction");

        assertThat(mapper.input(
                        null, Map.of("text", "changed", "before", Map.of("prediction", KIND), "after", Map.of())))
                .isInstanceOf(Reading.Ask.class);
    }

    @Test
    void aPredictionOfAnotherModelIsMadeAnew() {
        Heard heard = new Heard();
        RecordMapper mapper = of("org/new", IfPresent.SAME_MODEL, heard);

        assertThat(mapper.input(null, madeBy("org/old"))).isInstanceOf(Reading.Ask.class);
        assertThat(mapper.input(null, Map.of("text", "hi", "prediction", KIND))).isInstanceOf(Reading.Ask.class);
        assertThat(mapper.input(null, madeBy("org/new"))).isInstanceOf(Reading.Settled.class);
        assertThat(heard).isEqualTo(new Heard(1, List.of("org/old", "unknown")));
    }

    @Test
    void whoTakesAnyPredictionTakesThoseOfOtherModels() {
        RecordMapper mapper = of("org/new", IfPresent.TRUE, new Heard());

        assertThat(mapper.input(null, madeBy("org/old"))).isInstanceOf(Reading.Settled.class);
    }

    @Test
    void theEarlierImagesPredictionIsMadeAnewWhereItSaysAnotherModel() {
        Heard heard = new Heard();
        RecordMapper mapper = of("org/new", IfPresent.FALSE, heard);

        assertThat(mapper.input(null, Map.of("text", "hi", "before", madeBy("org/old"))))
                .isInstanceOf(Reading.Ask.class);
        assertThat(mapper.input(null, Map.of("text", "hi", "before", madeBy("org/new"))))
                .isInstanceOf(Reading.Settled.class);
        assertThat(mapper.input(null, Map.of("text", "hi", "before", Map.of("text", "hi", "prediction", KIND))))
                .as("of which nobody says who made it")
                .isInstanceOf(Reading.Settled.class);
        assertThat(heard).isEqualTo(new Heard(2, List.of("org/old")));
    }

    @Test
    void aPredictionOfAnotherCommitOfTheModelIsMadeAnewWhereBothAreTold() {
        Heard heard = new Heard();
        for (IfPresent rule : List.of(IfPresent.SAME_MODEL, IfPresent.FALSE)) {
            RecordMapper told = of("org/new", rule, heard, () -> Set.of("b", "c"));
            assertThat(told.input(null, brought(rule, madeBy("org/new", "a")))).isInstanceOf(Reading.Ask.class);
            assertThat(told.input(null, brought(rule, madeBy("org/new", "c")))).isInstanceOf(Reading.Settled.class);
            assertThat(told.input(null, brought(rule, madeBy("org/new")))).isInstanceOf(Reading.Settled.class);
            RecordMapper untold = of("org/new", rule, heard, Revisions.UNTOLD);
            assertThat(untold.input(null, brought(rule, madeBy("org/new", "a"))))
                    .isInstanceOf(Reading.Settled.class);
        }
        assertThat(heard).isEqualTo(new Heard(6, List.of("org/new at a", "org/new at a")));
    }

    private static Map<String, Object> brought(IfPresent rule, Map<String, Object> prediction) {
        return rule == IfPresent.FALSE ? Map.of("text", "hi", "before", prediction) : prediction;
    }

    private static Map<String, Object> madeBy(String model, String revision) {
        return Map.of("text", "hi", "prediction", KIND, "call", Map.of("model", model, "revision", revision));
    }

    private static Map<String, Object> madeBy(String model) {
        return Map.of("text", "hi", "prediction", KIND, "call", Map.of("model", model));
    }

    private static RecordMapper of(String model, IfPresent rule, Heard heard) {
        return of(model, rule, heard, Revisions.UNTOLD);
    }

    private static RecordMapper of(String model, IfPresent rule, Heard heard, Revisions served) {
        FieldPath prediction = FieldPath.parse("prediction");
        return mapper(
                "text",
                prediction,
                BroughtAlong.of(prediction, FieldPath.parse("call"), rule, FieldPath.parse("before"), model)
                        .with(served, heard));
    }

    /** What a listener was told. */
    private static final class Heard implements BroughtAlongListener {

        private int carried;
        private final List<String> others = new ArrayList<>();

        Heard() {}

        Heard(int carried, List<String> others) {
            this.carried = carried;
            this.others.addAll(others);
        }

        @Override
        public void carried() {
            carried++;
        }

        @Override
        public void ofAnotherModel(String model) {
            others.add(model);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Heard heard && carried == heard.carried && others.equals(heard.others);
        }

        @Override
        public int hashCode() {
            return others.hashCode();
        }

        @Override
        public String toString() {
            return carried + " carried, asked again: " + others;
        }
    }

    private static Map<String, @Nullable Object> change(@Nullable Object before, Object after) {
        Map<String, @Nullable Object> change = new HashMap<>();
        change.put("before", before);
        change.put("after", after);
        return change;
    }

    private static Map<String, @Nullable Object> row(String text, @Nullable Object prediction) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("text", text);
        row.put("prediction", prediction);
        return row;
    }

    private static Outcome settled(RecordMapper mapper, Object value) {
        return settled(mapper, null, value);
    }

    private static Outcome settled(RecordMapper mapper, @Nullable Schema schema, Object value) {
        assertThat(mapper.input(schema, value)).isInstanceOf(Reading.Settled.class);
        return ((Reading.Settled) mapper.input(schema, value)).outcome();
    }

    private static RecordMapper ifPresent(String output) {
        FieldPath prediction = FieldPath.parse(output);
        FieldPath metadata = FieldPath.parse("call");
        return mapper("text", prediction, BroughtAlong.of(prediction, metadata, IfPresent.TRUE, null, null));
    }

    private static RecordMapper unchanged(String input, String output) {
        FieldPath prediction = FieldPath.parse(output);
        return mapper(
                input, prediction, BroughtAlong.of(prediction, null, IfPresent.FALSE, FieldPath.parse("before"), null));
    }

    private static RecordMapper mapper(String input, FieldPath prediction, BroughtAlong broughtAlong) {
        InputReader reader = new InputReader(TextSource.at(FieldPath.parse(input)), 0, OnEmptyInput.SKIP, Map.of());
        return new RecordMapper(
                reader,
                broughtAlong,
                List.of(OutputField.prediction(prediction, Outcomes.CLASSIFICATION)),
                SchemaNames.NONE);
    }
}
