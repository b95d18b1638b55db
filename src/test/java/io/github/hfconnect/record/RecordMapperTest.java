package io.github.hfconnect.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.record.input.TextSource;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.path.FieldPath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordMapperTest {

    private static final FieldPath PREDICTION = FieldPath.parse("prediction");
    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("com.example.Comment")
            .version(3)
            .doc("A comment")
            .parameter("owner", "forum")
            .field("text", Schema.STRING_SCHEMA)
            .field("stars", SchemaBuilder.int32().optional().defaultValue(5).build())
            .build();

    private final RecordMapper mapper = mapper(OutputField.prediction(PREDICTION, Outcomes.CLASSIFICATION));
    private final Struct source = new Struct(SOURCE).put("text", "hi");

    @Test
    void structGetsThePredictionAsAnOptionalField() {
        SchemaAndValue enriched = mapper.enriched(SOURCE, source, Outcomes.toxic());

        Struct value = (Struct) enriched.value();
        assertThat(value.schema()).isSameAs(enriched.schema());
        assertThat(value.getString("text")).isEqualTo("hi");
        assertThat(value.getWithoutDefault("stars")).isNull();
        assertThat(value.getStruct("prediction").getString("label")).isEqualTo("toxic");
        assertThat(value.getStruct("prediction").getFloat64("score")).isEqualTo(0.75);
        assertThat(value.getStruct("prediction").<Struct>getArray("labels"))
                .extracting(label -> label.getString("label"))
                .containsExactly("toxic", "kind");
        assertThat(enriched.schema().field("prediction").schema().isOptional()).isTrue();
        value.validate();
    }

    @Test
    void theSourceSchemaKeepsItsNameVersionDocumentationAndParameters() {
        Schema derived = mapper.enriched(SOURCE, source, Outcomes.PASSED).schema();

        assertThat(derived.name()).isEqualTo("com.example.Comment");
        assertThat(derived.version()).isEqualTo(3);
        assertThat(derived.doc()).isEqualTo("A comment");
        assertThat(derived.parameters()).isEqualTo(Map.of("owner", "forum"));
        assertThat(derived.isOptional()).isFalse();
        assertThat(derived.field("stars")).isEqualTo(SOURCE.field("stars"));
    }

    @Test
    void oneSourceSchemaGivesOneDerivedSchemaWhateverTheOutcome() {
        Schema equalSchema = SchemaBuilder.struct()
                .name("com.example.Comment")
                .version(3)
                .doc("A comment")
                .parameter("owner", "forum")
                .field("text", Schema.STRING_SCHEMA)
                .field("stars", SchemaBuilder.int32().optional().defaultValue(5).build())
                .build();
        Schema derived = mapper.enriched(SOURCE, source, Outcomes.toxic()).schema();

        assertThat(mapper.enriched(SOURCE, source, Outcomes.PASSED).schema()).isSameAs(derived);
        assertThat(mapper.enriched(equalSchema, new Struct(equalSchema).put("text", "x"), Outcomes.toxic())
                        .schema())
                .isSameAs(derived);
    }

    @Test
    void manyThreadsShareOneDerivedSchema() {
        Set<Schema> derived = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Schema> schemas = IntStream.range(0, 1000)
                .parallel()
                .mapToObj(i -> mapper.enriched(SOURCE, new Struct(SOURCE).put("text", "t" + i), Outcomes.toxic())
                        .schema())
                .toList();
        derived.addAll(schemas);

        assertThat(derived).hasSize(1);
    }

    @Test
    void theDerivedSchemaIsEqualEvenAfterItsCacheEntryHasGone() {
        Schema derived = mapper.enriched(SOURCE, source, Outcomes.toxic()).schema();
        for (int i = 0; i < 100; i++) {
            Schema other = SchemaBuilder.struct()
                    .field("f" + i, Schema.OPTIONAL_STRING_SCHEMA)
                    .build();
            mapper.enriched(other, new Struct(other), Outcomes.PASSED);
        }

        Schema again = mapper.enriched(SOURCE, source, Outcomes.toxic()).schema();

        assertThat(again).isNotSameAs(derived).isEqualTo(derived);
    }

    @Test
    void aRecordThatCarriesAPredictionGetsItReplacedInPlaceAndKeepsItsSchema() {
        SchemaAndValue once = mapper.enriched(SOURCE, source, Outcomes.toxic());

        SchemaAndValue twice = mapper.enriched(once.schema(), once.value(), Outcomes.PASSED);

        assertThat(twice.schema()).isEqualTo(once.schema());
        assertThat(((Struct) twice.value()).get("prediction")).isNull();
        assertThat(((Struct) once.value()).get("prediction")).isNotNull();
    }

    @Test
    void schemalessMapIsCopiedAndGetsThePrediction() {
        Map<String, Object> map = Collections.unmodifiableMap(new LinkedHashMap<>(Map.of("text", "hi")));

        SchemaAndValue enriched = mapper.enriched(null, map, Outcomes.toxic());

        assertThat(enriched.schema()).isNull();
        assertThat(enriched.value()).isEqualTo(Map.of("text", "hi", "prediction", Outcomes.TOXIC));
    }

    @Test
    void anEmptyInputGivesANullPrediction() {
        Object map = mapper.enriched(null, Map.of("text", ""), Outcomes.PASSED).value();

        assertThat(map).isEqualTo(mapOf("text", "", "prediction", null));
    }

    @Test
    void tombstonesStayAsTheyAre() {
        Schema optional = SchemaBuilder.struct().optional().build();

        assertThat(mapper.input(optional, null))
                .isEqualTo(new Reading.Settled(new Outcome.Passed(Outcome.Passed.Reason.TOMBSTONE)));
        assertThat(mapper.enriched(optional, null, Outcomes.PASSED)).isEqualTo(new SchemaAndValue(optional, null));
        assertThat(mapper.enriched(null, null, Outcomes.PASSED)).isEqualTo(new SchemaAndValue(null, null));
    }

    @Test
    void textWithSchemaBecomesAStruct() {
        SchemaAndValue enriched = whole().enriched(Schema.OPTIONAL_STRING_SCHEMA, "hi", Outcomes.toxic());

        Struct value = (Struct) enriched.value();
        assertThat(value.getString("value")).isEqualTo("hi");
        assertThat(value.getStruct("prediction").getString("label")).isEqualTo("toxic");
        assertThat(enriched.schema().field("value").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
    }

    @Test
    void bytesWithSchemaBecomeAStruct() {
        byte[] bytes = "hi".getBytes(StandardCharsets.UTF_8);

        SchemaAndValue enriched = whole().enriched(Schema.OPTIONAL_BYTES_SCHEMA, bytes, Outcomes.toxic());

        assertThat(whole().input(Schema.OPTIONAL_BYTES_SCHEMA, bytes)).isEqualTo(new Reading.Ask(Input.of("hi")));
        assertThat(((Struct) enriched.value()).getBytes("value")).isEqualTo(bytes);
    }

    @Test
    void textWithoutSchemaBecomesAMap() {
        SchemaAndValue enriched = whole().enriched(null, "hi", Outcomes.toxic());

        assertThat(enriched.schema()).isNull();
        assertThat(enriched.value()).isEqualTo(Map.of("value", "hi", "prediction", Outcomes.TOXIC));
    }

    @Test
    void aMapWithSchemaBecomesAStructAroundIt() {
        Schema schema =
                SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA).build();

        SchemaAndValue enriched = mapper.enriched(schema, Map.of("text", "hi"), Outcomes.toxic());

        assertThat(((Struct) enriched.value()).getMap("value")).isEqualTo(Map.of("text", "hi"));
    }

    @Test
    void embeddingsBecomeListsOfFloats() {
        RecordMapper embeddings = mapper(OutputField.prediction(PREDICTION, Shape.Scalar.VECTOR));
        Outcome outcome = Outcomes.enriched(new float[] {0.5f, -1f});

        SchemaAndValue struct = embeddings.enriched(SOURCE, source, outcome);
        Map<?, ?> map = (Map<?, ?>)
                embeddings.enriched(null, Map.of("text", "hi"), outcome).value();

        assertThat(struct.schema().field("prediction").schema().valueSchema()).isEqualTo(Schema.FLOAT32_SCHEMA);
        assertThat(((Struct) struct.value()).<Float>getArray("prediction")).containsExactly(0.5f, -1f);
        assertThat(map.get("prediction")).isEqualTo(List.of(0.5f, -1f));
    }

    @Test
    void readersGetEqualRecordsWhosePredictionsAreNotCopied() {
        Map<String, Object> withoutPlace = new LinkedHashMap<>(Outcomes.TOXIC);
        withoutPlace.put("nothing", null);
        List<Object> values =
                List.of(Outcomes.TOXIC, withoutPlace, new float[] {0.5f}, ByteBuffer.wrap(new byte[] {1}), "a");
        for (Object prediction : values) {
            Outcome outcome = Outcomes.enriched(prediction);

            Map<?, ?> copied = predicted(mapper, outcome);
            Map<?, ?> shared = predicted(mapper.forReaders(), outcome);

            assertThat(shared).isEqualTo(copied);
        }
        assertThat(predicted(mapper.forReaders(), Outcomes.toxic()).get("prediction"))
                .isSameAs(Outcomes.TOXIC);
        assertThat(predicted(mapper, Outcomes.toxic()).get("prediction")).isNotSameAs(Outcomes.TOXIC);
    }

    private static Map<?, ?> predicted(RecordMapper mapper, Outcome outcome) {
        return (Map<?, ?>) mapper.enriched(null, Map.of("text", "hi"), outcome).value();
    }

    private static RecordMapper whole() {
        return new RecordMapper(
                new InputReader(TextSource.at(FieldPath.WHOLE), 0, OnEmptyInput.SKIP, Map.of()),
                List.of(OutputField.prediction(PREDICTION, Outcomes.CLASSIFICATION)));
    }

    private static RecordMapper mapper(OutputField... fields) {
        InputReader reader = new InputReader(TextSource.at(FieldPath.parse("text")), 0, OnEmptyInput.SKIP, Map.of());
        return new RecordMapper(reader, new ArrayList<>(Arrays.asList(fields)));
    }

    private static Map<String, @Nullable Object> mapOf(String one, Object first, String two, @Nullable Object second) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(one, first);
        map.put(two, second);
        return map;
    }
}
