package io.github.hfconnect.record.output;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.record.path.Found;
import io.github.hfconnect.record.value.PlainValue;
import io.github.hfconnect.record.value.SchemaCopy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A Struct or Map that gets new fields, in itself or further inside. */
public final class OutputLevel implements OutputNode {

    /** A level that gets nothing. */
    static final OutputLevel NOTHING = new OutputLevel("The record", SchemaNames.NONE, Map.of(), false);

    private final String path;
    private final SchemaNames schemaNames;
    private final Map<String, OutputNode> nodes;

    /** Those of the nodes, where the values are only read; else null. */
    private final @Nullable List<String> readNames;

    private OutputLevel(String path, SchemaNames schemaNames, Map<String, OutputNode> nodes, boolean isRead) {
        this.path = path;
        this.schemaNames = schemaNames;
        this.nodes = new LinkedHashMap<>(nodes);
        this.readNames = isRead ? List.copyOf(nodes.keySet()) : null;
    }

    /** The top of a record with these new fields; none may stand inside another. */
    public static OutputLevel of(List<OutputField> fields, SchemaNames names) {
        OutputLevel top = new OutputLevel("The record", names, Map.of(), false);
        for (OutputField field : fields) {
            List<String> steps = field.path().steps();
            OutputLevel level = top;
            for (int depth = 1; depth < steps.size(); depth++) {
                FieldPath path = field.path().first(depth);
                level = (OutputLevel) level.nodes.computeIfAbsent(
                        path.name(), step -> new OutputLevel("'" + path + "'", names, Map.of(), false));
            }
            level.nodes.put(
                    field.path().name(), new OutputLeaf(ShapeSchema.optional(field.shape(), names), field.content()));
        }
        return top;
    }

    /** What is added at a name, or null. */
    @Nullable
    OutputNode node(String name) {
        return nodes.get(name);
    }

    /** This level, with other nodes at some names. */
    OutputLevel with(Map<String, OutputNode> others) {
        Map<String, OutputNode> all = new LinkedHashMap<>(nodes);
        all.putAll(others);
        return new OutputLevel(path, schemaNames, all, readNames != null);
    }

    /** Shows this level and those inside, as far as the source has Structs there. */
    void forEachLevel(Schema source, BiConsumer<OutputLevel, Schema> visitor) {
        if (source.type() == Schema.Type.STRUCT) {
            visitor.accept(this, source);
            source.fields().forEach(field -> {
                if (nodes.get(field.name()) instanceof OutputLevel inner) {
                    inner.forEachLevel(field.schema(), visitor);
                }
            });
        }
    }

    /** Whether a record may have something in the way of the new fields. */
    public boolean isDeep() {
        return nodes.values().stream().anyMatch(OutputLevel.class::isInstance);
    }

    @Override
    public Schema extend(@Nullable Schema source, @Nullable String name) {
        if (source == null) {
            return withNewFields(SchemaBuilder.struct().name(name).optional(), null)
                    .build();
        }
        if (source.type() != Schema.Type.STRUCT) {
            throw new DataException(path + " has the type " + source.type() + " and cannot take a field: choose another"
                    + " path for the output");
        }
        SchemaBuilder target = withNewFields(SchemaCopy.of(source, SchemaBuilder.struct()), source);
        if (source.defaultValue() != null) {
            target.defaultValue(
                    struct(target, (Struct) source.defaultValue(), new Outcome.Passed(Outcome.Passed.Reason.EMPTY)));
        }
        return target.build();
    }

    private SchemaBuilder withNewFields(SchemaBuilder target, @Nullable Schema source) {
        List<Field> fields = source == null ? List.of() : source.fields();
        for (Field field : fields) {
            OutputNode node = nodes.get(field.name());
            Schema schema = field.schema();
            target.field(field.name(), node == null ? schema : FieldNumbers.kept(schema, node.extend(schema, null)));
        }
        nodes.forEach((name, node) -> {
            if (target.field(name) == null) {
                Schema schema = node.extend(null, schemaNames.of(target.name(), name));
                target.field(name, FieldNumbers.numbered(name, schema, target.fields()));
            }
        });
        return target;
    }

    @Override
    public OutputLevel forReaders() {
        Map<String, OutputNode> shared = new LinkedHashMap<>();
        nodes.forEach((name, node) -> shared.put(name, node.forReaders()));
        return new OutputLevel(path, schemaNames, shared, true);
    }

    /** A level that is null in the source is made only where there is something to write. */
    @Override
    public @Nullable Object fill(@Nullable Schema target, @Nullable Object source, Outcome outcome) {
        if (source == null && !writes(outcome)) {
            return null;
        }
        if (target != null) {
            return struct(target, (Struct) source, outcome);
        }
        return map(requireMap(source), outcome);
    }

    @Override
    public boolean writes(Outcome outcome) {
        for (OutputNode node : nodes.values()) {
            if (node.writes(outcome)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Sees whether a prediction would have its place.
     *
     * @param target as for {@link #fill}
     * @throws DataException where the source has something there that cannot take a field
     */
    public void requireRoom(@Nullable Schema target, @Nullable Object source) {
        if (target != null && source == null) {
            requireComplete(new Struct(target));
        }
        Map<?, ?> map = target == null ? requireMap(source) : null;
        nodes.forEach((name, node) -> {
            if (node instanceof OutputLevel level) {
                Object value = map != null ? map.get(name) : valueIn((Struct) source, name);
                level.requireRoom(target == null ? null : target.field(name).schema(), value);
            }
        });
    }

    private @Nullable Map<?, ?> requireMap(@Nullable Object source) {
        if (source == null || source instanceof Map<?, ?>) {
            return (Map<?, ?>) source;
        }
        throw new DataException(path + " is " + Found.describe(source) + " and cannot take a field: choose another path"
                + " for the output");
    }

    private Struct struct(Schema target, @Nullable Struct source, Outcome outcome) {
        Struct copy = new Struct(target);
        for (Field field : target.fields()) {
            OutputNode node = nodes.get(field.name());
            Object value = valueIn(source, field.name());
            Object filled = node == null ? value : node.fill(field.schema(), value, outcome);
            if (filled != null) {
                copy.put(field, filled);
            }
        }
        return source == null ? requireComplete(copy) : copy;
    }

    private static @Nullable Object valueIn(@Nullable Struct source, String name) {
        return source == null || source.schema().field(name) == null ? null : source.getWithoutDefault(name);
    }

    /** A level that is null in the source cannot be made where its other fields are required. */
    private Struct requireComplete(Struct made) {
        try {
            made.validate();
            return made;
        } catch (DataException e) {
            throw new DataException(
                    path + " is null and cannot be made to hold the output, because it has required fields: "
                            + e.getMessage(),
                    e);
        }
    }

    private Map<?, ?> map(@Nullable Map<?, ?> source, Outcome outcome) {
        Map<?, ?> present = source == null ? Map.of() : source;
        return readNames == null ? copy(present, outcome) : overlay(present, readNames, outcome);
    }

    private Map<?, ?> overlay(Map<?, ?> present, List<String> names, Outcome outcome) {
        @Nullable Object[] values = new Object[names.size()];
        int place = 0;
        for (Map.Entry<String, OutputNode> node : nodes.entrySet()) {
            values[place++] = node.getValue().fill(null, present.get(node.getKey()), outcome);
        }
        return new Overlay(present, names, values);
    }

    private Map<?, ?> copy(Map<?, ?> present, Outcome outcome) {
        Map<Object, @Nullable Object> copy = PlainValue.withRoomFor(present.size() + nodes.size());
        copy.putAll(present);
        nodes.forEach((name, node) -> copy.put(name, node.fill(null, copy.get(name), outcome)));
        return copy;
    }
}
