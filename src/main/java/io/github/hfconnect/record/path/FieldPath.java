package io.github.hfconnect.record.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a record: names separated by dots, through Structs, Maps and list indices. Back-ticks quote a
 * name with dots in it, as in KIP-821.
 *
 * @param steps names or indices from the outermost on; none stands for the whole value
 */
public record FieldPath(List<String> steps) {

    /** The record's whole key or value. */
    public static final FieldPath WHOLE = new FieldPath(List.of());

    public FieldPath {
        steps = List.copyOf(steps);
    }

    /**
     * Parses the dotted notation.
     *
     * @throws IllegalArgumentException with the position and the remedy
     */
    public static FieldPath parse(String text) {
        return new FieldPath(new FieldPathParser(text).steps());
    }

    /**
     * The value that stands here.
     *
     * @return null where it is null, or anything on the way is
     * @throws MissingFieldException where a name on the way does not exist; the message gives names, never values
     */
    public @Nullable Object read(@Nullable Object root) {
        return find(root).value();
    }

    /**
     * The value that stands here, with its schema where that can be told.
     *
     * @throws MissingFieldException as for {@link #read}
     */
    public SchemaAndValue find(@Nullable Object root) {
        Schema schema = null;
        Object value = root;
        for (int depth = 0; depth < steps.size() && value != null; depth++) {
            schema = schemaOfChild(schema, value, steps.get(depth));
            value = child(value, depth);
        }
        return new SchemaAndValue(schema, value);
    }

    private static @Nullable Schema schemaOfChild(@Nullable Schema schema, Object parent, String name) {
        if (parent instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? null : field.schema();
        }
        return schema == null || schema.type().isPrimitive() ? null : schema.valueSchema();
    }

    /** The value that stands here, or null where there is none or no such place. */
    @Nullable
    public Object readIfThere(@Nullable Object root) {
        Object value = root;
        for (int depth = 0; depth < steps.size() && value != null; depth++) {
            value = has(value, steps.get(depth)) ? existing(value, steps.get(depth)) : null;
        }
        return value;
    }

    private static boolean has(Object parent, String name) {
        return (parent instanceof Struct struct && struct.schema().field(name) != null)
                || (parent instanceof Map<?, ?> map && map.containsKey(name))
                || (parent instanceof List<?> list && ListIndex.isIn(list, name));
    }

    private @Nullable Object child(Object parent, int depth) {
        String name = steps.get(depth);
        if (!has(parent, name)) {
            throw new MissingFieldException("'" + this + "' leads nowhere: " + place(depth) + " has no '" + name
                    + "', it is " + Found.describe(parent));
        }
        return existing(parent, name);
    }

    private static @Nullable Object existing(Object parent, String name) {
        if (parent instanceof Struct struct) {
            return field(struct, name);
        }
        return parent instanceof Map<?, ?> map ? map.get(name) : ((List<?>) parent).get(Integer.parseInt(name));
    }

    private static @Nullable Object field(Struct struct, String name) {
        // In an optional field a null that is written down is a null, whatever the default.
        boolean nullHasMeaning = struct.schema().field(name).schema().isOptional();
        return nullHasMeaning ? struct.getWithoutDefault(name) : struct.get(name);
    }

    private String place(int depth) {
        return depth == 0 ? "the record" : "'" + first(depth) + "'";
    }

    /** What a message calls this place. */
    public String place() {
        return steps.isEmpty() ? "The record" : "'" + this + "'";
    }

    /** The innermost name. */
    public String name() {
        return steps.get(steps.size() - 1);
    }

    /** The path of so many first steps. */
    public FieldPath first(int depth) {
        return new FieldPath(steps.subList(0, depth));
    }

    /** The path one step on. */
    public FieldPath child(String name) {
        List<String> longer = new ArrayList<>(steps);
        longer.add(name);
        return new FieldPath(longer);
    }

    /** The path beside this one whose name has a suffix. */
    public FieldPath withSuffix(String suffix) {
        return first(steps.size() - 1).child(name() + suffix);
    }

    /** Whether the other path is this one or leads through it. */
    public boolean isPrefixOf(FieldPath other) {
        return other.steps.size() >= steps.size()
                && other.steps.subList(0, steps.size()).equals(steps);
    }

    /** The dotted notation, which {@link #parse} reads back. */
    @Override
    public String toString() {
        return steps.stream().map(FieldPathParser::quoted).collect(Collectors.joining("."));
    }
}
