package io.github.hfconnect.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.record.RecordMapper;
import io.github.hfconnect.record.input.BroughtAlong;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.OnEmptyInput;
import io.github.hfconnect.record.input.TextSource;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.output.SchemaNames;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.schema.AnswerSchema;
import io.github.hfconnect.task.catalog.Tasks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A registry with the rule BACKWARD takes what any other setting writes into the same topic, by Avro's own checker. */
class SchemaCompatibilityTest {

    private static final Outcome PASSED = new Outcome.Passed(Outcome.Passed.Reason.EMPTY);
    private static final SchemaNames NAMES = new SchemaNames(SchemaNames.DEFAULT_NAMESPACE);
    private static final Shape CLASSIFICATION =
            Tasks.named("text-classification").shape();
    private static final String ORDER = """
            {"title": "Support order", "type": "object", "properties": {"total": {"type": "number"}, "lines":
             {"type": "array", "items": {"type": "object", "properties": {"sku": {"type": "string"}}}}}}
            """;

    /** What a setting adds to records, beside the prediction. */
    enum Setting {
        METADATA,
        ANNOTATE,
        /** Another transform in front of this one. */
        ENRICHED_BEFORE,
        /** A note inside a level that has to be made. */
        MADE_LEVEL
    }

    static Stream<Named<Shape>> shapes() {
        return Stream.concat(
                Tasks.names().stream()
                        .map(task -> Named.of(task, Tasks.named(task).shape())),
                Stream.of(Named.of("response.schema", AnswerSchema.parse(ORDER).shape())));
    }

    static Schema enriched(Shape shape, List<Setting> settings, SchemaNames names) {
        Schema source = SchemaBuilder.struct()
                .name("chat.Line")
                .field("text", Schema.STRING_SCHEMA)
                .build();
        SchemaAndValue record = new SchemaAndValue(source, new Struct(source).put("text", ""));
        if (settings.contains(Setting.ENRICHED_BEFORE)) {
            record = mapper(List.of(OutputField.prediction(FieldPath.parse("before"), CLASSIFICATION)), names)
                    .enriched(record.schema(), record.value(), PASSED);
        }
        return mapper(fields(shape, settings), names)
                .enriched(record.schema(), record.value(), PASSED)
                .schema();
    }

    private static List<OutputField> fields(Shape shape, List<Setting> settings) {
        FieldPath prediction = FieldPath.parse("prediction");
        List<OutputField> fields = new ArrayList<>();
        if (settings.contains(Setting.METADATA)) {
            fields.add(OutputField.metadata(FieldPath.parse("call")));
        }
        if (settings.contains(Setting.MADE_LEVEL)) {
            fields.add(OutputField.metadata(FieldPath.parse("ai.call")));
        }
        fields.add(OutputField.prediction(prediction, shape));
        if (settings.contains(Setting.ANNOTATE)) {
            fields.add(OutputField.error(prediction));
        }
        return fields;
    }

    private static RecordMapper mapper(List<OutputField> fields, SchemaNames names) {
        InputReader reader = new InputReader(TextSource.at(FieldPath.parse("text")), 0, OnEmptyInput.SKIP, Map.of());
        return new RecordMapper(reader, BroughtAlong.nothing(), fields, names);
    }

    private static List<List<Setting>> allSettings() {
        List<List<Setting>> all = new ArrayList<>(List.of(List.of()));
        for (Setting setting : Setting.values()) {
            List.copyOf(all).forEach(settings -> all.add(with(settings, setting)));
        }
        return all;
    }

    private static List<Setting> with(List<Setting> settings, Setting further) {
        List<Setting> more = new ArrayList<>(settings);
        more.add(further);
        return more;
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(
                        new AvroData(8).fromConnectSchema(reader), new AvroData(8).fromConnectSchema(writer))
                .getType();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void eachPairOfSettingsIsBackwardCompatible(Shape shape) {
        for (List<Setting> before : allSettings()) {
            for (List<Setting> after : allSettings()) {
                assertThat(compatibility(enriched(shape, after, NAMES), enriched(shape, before, NAMES)))
                        .as("from %s to %s", before, after)
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            }
        }
    }

    /** Why there are names at all. */
    @Test
    void withoutNamesAFurtherFieldInFrontIsAnotherSchema() {
        assertThat(compatibility(
                        enriched(CLASSIFICATION, List.of(Setting.METADATA, Setting.ANNOTATE), SchemaNames.NONE),
                        enriched(CLASSIFICATION, List.of(Setting.ANNOTATE), SchemaNames.NONE)))
                .isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    /** A registry keeps nested records of all topics by their names. */
    @Test
    void oneNameStandsForOneSchemaInAllTopics() {
        Map<String, Schema> byName = new HashMap<>();
        shapes().forEach(shape -> collect(enriched(shape.getPayload(), List.of(Setting.values()), NAMES), byName));

        assertThat(byName)
                .containsKeys(
                        "io.github.hfconnect.Classification",
                        "io.github.hfconnect.ClassificationLabels",
                        "io.github.hfconnect.PredictionMetadata",
                        "io.github.hfconnect.PredictionError",
                        "io.github.hfconnect.Support_order",
                        "io.github.hfconnect.Support_orderLines",
                        "chat.LineAi");
        assertThat(byName)
                .hasEntrySatisfying(
                        "io.github.hfconnect.Classification",
                        schema -> assertThat(schema.version()).isEqualTo(1));
    }

    private static void collect(Schema schema, Map<String, Schema> byName) {
        if (schema.type() == Schema.Type.ARRAY) {
            collect(schema.valueSchema(), byName);
        } else if (schema.type() == Schema.Type.STRUCT) {
            assertThat(schema.name()).isNotNull();
            boolean isOfTheTopic = schema.name().equals("chat.Line");
            Schema other = isOfTheTopic ? null : byName.putIfAbsent(schema.name(), schema);
            assertThat(other == null ? schema : other).as(schema.name()).isEqualTo(schema);
            schema.fields().forEach(field -> collect(field.schema(), byName));
        }
    }
}
