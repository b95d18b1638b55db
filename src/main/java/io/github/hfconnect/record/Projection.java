package io.github.hfconnect.record;

import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.record.value.JsonText;
import io.github.hfconnect.record.value.PlainValue;
import io.github.hfconnect.record.value.SchemaCopy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Some fields of a record as a record of their own, each under its own last name. Where the source has a schema, the result's
 * follows from that alone, so that all records of a schema have one. Safe for use by several threads.
 */
public final class Projection {

    private static final int MOST_SCHEMAS = 64;

    private final List<FieldPath> paths;
    private final Map<Schema, Schema> schemas = new ConcurrentHashMap<>();

    /** Of these fields, whose last names are all different. */
    public Projection(List<FieldPath> paths) {
        this.paths = List.copyOf(paths);
    }

    /**
     * The fields that a record has.
     *
     * @throws DataException where a name on the way does not exist
     */
    public SchemaAndValue of(@Nullable Schema schema, Object source) {
        if (schema == null) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            paths.forEach(path -> values.put(path.name(), path.read(source)));
            return new SchemaAndValue(null, values);
        }
        if (schemas.size() > MOST_SCHEMAS) {
            schemas.clear();
        }
        Schema target = schemas.computeIfAbsent(schema, this::target);
        Struct struct = new Struct(target);
        paths.forEach(path ->
                struct.put(path.name(), fit(target.field(path.name()).schema(), path.read(source))));
        return new SchemaAndValue(target, struct);
    }

    /** A Struct belongs to its schema, and one that may be null here, or has another number, is of another. */
    private static @Nullable Object fit(Schema target, @Nullable Object value) {
        if (!(value instanceof Struct struct) || struct.schema().equals(target)) {
            return value;
        }
        Struct copy = new Struct(target);
        target.fields().forEach(field -> copy.put(field, fit(field.schema(), struct.getWithoutDefault(field.name()))));
        return copy;
    }

    /** The values as one text, which is the same where they are. */
    public String text(Object source) {
        List<@Nullable Object> values = new ArrayList<>();
        paths.forEach(path -> values.add(PlainValue.of(path.read(source))));
        return JsonText.of(values);
    }

    private Schema target(Schema source) {
        Map<String, Schema> fields = new LinkedHashMap<>();
        paths.forEach(path -> fields.put(path.name(), field(source, path)));
        return JoinedFields.of(null, fields);
    }

    /** Optional where anything on the way is, because then it may be null. */
    private static Schema field(Schema source, FieldPath path) {
        Schema schema = source;
        boolean optional = false;
        for (String step : path.steps()) {
            Field field = schema.type() == Schema.Type.STRUCT ? schema.field(step) : null;
            if (field == null) {
                throw new DataException("'" + path + "' cannot be copied: the record's schema has no such field");
            }
            schema = field.schema();
            optional |= schema.isOptional();
        }
        return optional ? SchemaCopy.optional(schema) : schema;
    }
}
