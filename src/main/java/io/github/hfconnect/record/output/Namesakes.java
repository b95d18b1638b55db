package io.github.hfconnect.record.output;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.value.SchemaCopy;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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

    /**
     * The names of the Structs that get new fields in themselves.
     *
     * @throws DataException where one of them contains itself
     */
    public static Namesakes of(OutputLevel output, Schema source) {
        Map<String, OutputLevel> levels = new HashMap<>();
        output.forEachLevel(source, (level, schema) -> {
            if (schema.name() != null) {
                levels.putIfAbsent(schema.name(), level);
            }
        });
        Namesakes namesakes = new Namesakes(levels);
        namesakes.requireFinite(source, new ArrayDeque<>());
        return namesakes;
    }

    /** Of a Struct that contains itself, each copy inside would need a copy of its own. */
    private void requireFinite(Schema schema, Deque<Schema> around) {
        if (!areIn(schema)) {
            return;
        }
        if (schema.type() == Schema.Type.STRUCT && around.stream().anyMatch(outer -> outer == schema)) {
            throw new DataException("The schema " + schema.name() + " contains itself, so it can have no new fields:"
                    + " choose a path for the output that is outside of it");
        }
        around.push(schema);
        parts(schema).forEach(part -> requireFinite(part, around));
        around.pop();
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

    private boolean areIn(Schema schema) {
        return areIn(schema, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Protobuf's {@code google.protobuf.Struct} and recursive records of Avro are schemas that contain themselves. */
    private boolean areIn(Schema schema, Set<Schema> seen) {
        return seen.add(schema)
                && ((schema.type() == Schema.Type.STRUCT && levels.containsKey(schema.name()))
                        || parts(schema).anyMatch(part -> areIn(part, seen)));
    }

    private static Stream<Schema> parts(Schema schema) {
        return switch (schema.type()) {
            case STRUCT -> schema.fields().stream().map(Field::schema);
            case ARRAY -> Stream.ofNullable(schema.valueSchema());
            case MAP -> Stream.of(schema.keySchema(), schema.valueSchema()).filter(Objects::nonNull);
            default -> Stream.empty();
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
