package io.github.hfconnect.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.record.input.TextSource;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.path.FieldPath;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where the new fields stand: nested, beside each other, over old ones. */
class OutputPlacesTest {

    private static final Schema META = SchemaBuilder.struct()
            .name("Meta")
            .optional()
            .field("lang", Schema.STRING_SCHEMA)
            .build();
    private static final Schema SOURCE = SchemaBuilder.struct()
            .field("text", Schema.STRING_SCHEMA)
            .field("meta", META)
            .field("prediction", Schema.OPTIONAL_INT32_SCHEMA)
            .field("last", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private final Struct source = new Struct(SOURCE).put("text", "hi").put("meta", new Struct(META).put("lang", "en"));

    @Test
    void intermediateLevelsAreMade() {
        RecordMapper mapper = mapper(prediction("ai.toxicity.prediction"));

        SchemaAndValue struct = mapper.enriched(SOURCE, source, Outcomes.toxic());
        Object map =
                mapper.enriched(null, Map.of("text", "hi"), Outcomes.toxic()).value();

        assertThat(read("ai.toxicity.prediction.label", struct.value())).isEqualTo("toxic");
        assertThat(struct.schema().field("ai").schema().isOptional()).isTrue();
        assertThat(map).isEqualTo(Map.of("text", "hi", "ai", Map.of("toxicity", Map.of("prediction", Outcomes.TOXIC))));
    }

    @Test
    void existingLevelsAreExtendedAndTheSourceStaysAsItWas() {
        RecordMapper mapper = mapper(prediction("meta.prediction"));
        Map<String, Object> map = Map.of("text", "hi", "meta", Map.of("lang", "en"));

        SchemaAndValue struct = mapper.enriched(SOURCE, source, Outcomes.toxic());
        Object enrichedMap = mapper.enriched(null, map, Outcomes.toxic()).value();

        assertThat(read("meta.lang", struct.value())).isEqualTo("en");
        assertThat(read("meta.prediction.label", struct.value())).isEqualTo("toxic");
        assertThat(struct.schema().field("meta").schema().name()).isEqualTo("Meta");
        assertThat(source.getStruct("meta").schema()).isSameAs(META);
        assertThat(read("meta.prediction.label", enrichedMap)).isEqualTo("toxic");
        assertThat(map.get("meta")).isEqualTo(Map.of("lang", "en"));
    }

    @Test
    void anExistingFieldIsReplacedWhereItStands() {
        SchemaAndValue enriched = mapper(prediction("prediction")).enriched(SOURCE, source, Outcomes.toxic());

        assertThat(enriched.schema().fields())
                .extracting(Field::name)
                .containsExactly("text", "meta", "prediction", "last");
        assertThat(read("prediction.label", enriched.value())).isEqualTo("toxic");
    }

    @Test
    void metadataStandsWhereItIsConfigured() {
        RecordMapper mapper = mapper(prediction("p"), OutputField.metadata(FieldPath.parse("meta.model")));

        SchemaAndValue enriched = mapper.enriched(SOURCE, source, Outcomes.toxic());
        SchemaAndValue passed = mapper.enriched(SOURCE, source, Outcomes.PASSED);

        assertThat(read("meta.model.model", enriched.value())).isEqualTo("org/model");
        assertThat(read("meta.model.endpoint", enriched.value())).isEqualTo("own");
        assertThat(read("meta.model.latency_ms", enriched.value())).isEqualTo(12L);
        assertThat(read("meta.model.attempts", enriched.value())).isEqualTo(1);
        assertThat(read("meta.model.cached", enriched.value())).isEqualTo(false);
        assertThat(read("meta.model.request_id", enriched.value())).isNull();
        assertThat(read("meta.model", passed.value())).isNull();
    }

    @Test
    void anAnnotatedFailureStandsBesideItsNullPrediction() {
        RecordMapper mapper = mapper(prediction("ai.p"), OutputField.error(FieldPath.parse("ai.p")));

        SchemaAndValue failed = mapper.enriched(SOURCE, source, Outcomes.failed());
        SchemaAndValue enriched = mapper.enriched(SOURCE, source, Outcomes.toxic());
        Object map =
                mapper.enriched(null, Map.of("text", "hi"), Outcomes.failed()).value();

        assertThat(read("ai.p", failed.value())).isNull();
        assertThat(read("ai.p_error.kind", failed.value())).isEqualTo("REJECTED");
        assertThat(read("ai.p_error.status", failed.value())).isEqualTo(422);
        assertThat(read("ai.p_error.message", failed.value())).isEqualTo("too long");
        assertThat(read("ai.p_error", enriched.value())).isNull();
        assertThat(enriched.schema()).isSameAs(failed.schema());
        assertThat(read("ai.p_error", map)).isEqualTo(Map.of("kind", "REJECTED", "status", 422, "message", "too long"));
    }

    @Test
    void aRecordWithSomethingInTheWayIsRejectedBeforeAnyCall() {
        RecordMapper mapper = mapper(prediction("text.prediction"));

        assertThat(mapper.input(SOURCE, source))
                .isInstanceOfSatisfying(
                        Reading.Settled.class,
                        settled -> assertThat(settled.outcome()).isInstanceOf(Outcome.Failed.class));
        assertThat(mapper.input(null, Map.of("text", "hi"))).isInstanceOf(Reading.Settled.class);
        assertThatThrownBy(() -> mapper.enriched(SOURCE, source, Outcomes.toxic()))
                .isInstanceOf(DataException.class)
                .hasMessage("'text' has the type STRING and cannot take a field: choose another path for the output");
    }

    @Test
    void aNullLevelWithRequiredFieldsCannotBeMade() {
        RecordMapper mapper = mapper(prediction("meta.prediction"));
        Struct withoutMeta = new Struct(SOURCE).put("text", "hi");

        assertThat(mapper.input(SOURCE, withoutMeta)).isInstanceOf(Reading.Settled.class);
        assertThatThrownBy(() -> mapper.enriched(SOURCE, withoutMeta, Outcomes.toxic()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("'meta' is null and cannot be made to hold the output");
    }

    @Test
    void aRequiredFieldMayLeaveItsValueToItsDefault() {
        Schema schema = SchemaBuilder.struct()
                .field("text", SchemaBuilder.string().defaultValue("none").build())
                .build();

        SchemaAndValue enriched = mapper(prediction("p")).enriched(schema, new Struct(schema), Outcomes.toxic());

        assertThat(((Struct) enriched.value()).get("text")).isEqualTo("none");
    }

    @Test
    void aStructDefaultFollowsTheDerivedSchema() {
        SchemaBuilder builder = SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA);
        Schema schema =
                builder.defaultValue(new Struct(builder).put("text", "none")).build();

        Schema derived = mapper(prediction("p"))
                .enriched(schema, new Struct(schema).put("text", "hi"), Outcomes.toxic())
                .schema();

        assertThat(((Struct) derived.defaultValue()).get("text")).isEqualTo("none");
        assertThat(((Struct) derived.defaultValue()).get("p")).isNull();
    }

    private static OutputField prediction(String path) {
        return OutputField.prediction(FieldPath.parse(path), Outcomes.CLASSIFICATION);
    }

    private static RecordMapper mapper(OutputField... fields) {
        InputReader reader = new InputReader(TextSource.at(FieldPath.parse("text")), 0, OnEmptyInput.SKIP, Map.of());
        return new RecordMapper(reader, List.of(fields));
    }

    private static @Nullable Object read(String path, Object value) {
        return FieldPath.parse(path).read(value);
    }
}
