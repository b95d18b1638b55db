package io.github.hfconnect.record.output;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.value.SchemaCopy;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The Structs of a record that have the name of one that gets new fields, such as the image {@code before} of Debezium's
 * envelope beside {@code after}. They get the same fields: Avro and a schema registry know a Struct by its name, and take two of
 * one name for the same.
 *
 * @param levels what the Structs of a name get
 */
public record Namesakes(Map<String, OutputLevel> levels) {

    /** The names of the Structs that get new fields in themselves. */
    public static Namesakes of(OutputLevel output, Schema source) {
        Map<String, OutputLevel> levels = new HashMap<>();
        output.forEachLevel(source, (level, schema) -> {
            if (schema.name() != null) {
                levels.putIfAbsent(schema.name(), level);
            }
        });
        return new Namesakes(levels);
    }

    /** The level, with a place for each field beside its own that holds a namesake. */
    public OutputLevel besides(OutputLevel level, Schema source) {
        Map<String, OutputNode> places = new HashMap<>();
        for (Field field : source.fields()) {
            OutputNode own = level.node(field.name());
            if (own instanceof OutputLevel inner && field.schema().type() == Schema.Type.STRUCT) {
                places.put(field.name(), besides(inner, field.schema()));
            } else if (own == null && areIn(field.schema())) {
                places.put(field.name(), new Place(this));
            }
        }
        return places.isEmpty() ? level : level.with(places);
    }

    private boolean areIn(@Nullable Schema schema) {
        if (schema == null) {
            return false;
        }
        return switch (schema.type()) {
            case STRUCT ->
                levels.containsKey(schema.name()) || schema.fields().stream().anyMatch(field -> areIn(field.schema()));
            case ARRAY -> areIn(schema.valueSchema());
            case MAP -> areIn(schema.keySchema()) || areIn(schema.valueSchema());
            default -> false;
        };
    }

    private Schema extend(Schema schema) {
        if (!areIn(schema)) {
            return schema;
        }
        return switch (schema.type()) {
            case STRUCT ->
                besides(levels.getOrDefault(schema.name(), OutputLevel.NOTHING), schema)
                        .extend(schema, null);
            case ARRAY ->
                SchemaCopy.of(schema, SchemaBuilder.array(extend(schema.valueSchema())))
                        .build();
            default ->
                SchemaCopy.of(schema, SchemaBuilder.map(extend(schema.keySchema()), extend(schema.valueSchema())))
                        .build();
        };
    }

    /** A field that holds a namesake, in itself or further inside. */
    record Place(Namesakes namesakes) implements OutputNode {

        @Override
        public Schema extend(@Nullable Schema source, @Nullable String name) {
            if (source == null) {
                throw new DataException("There is nothing to extend");
            }
            return namesakes.extend(source);
        }

        /** What stands there, which may have no place for what it holds only where a new field replaces one of another type. */
        @Override
        public @Nullable Object fill(@Nullable Schema target, @Nullable Object source, Outcome outcome) {
            return target == null ? source : SchemaFit.fit(target, source);
        }

        @Override
        public boolean writes(Outcome outcome) {
            return false;
        }
    }
}
