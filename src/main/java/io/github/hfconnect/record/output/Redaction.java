package io.github.hfconnect.record.output;

import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.record.path.Found;
import io.github.hfconnect.record.value.SchemaCopy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Hides one field of a record; in a change event, the column in both images of the row. It never lets a value through: where the path leads nowhere, or the value can be neither masked
 * nor hashed, the record fails. Safe for use by several threads.
 */
public final class Redaction {

    /** What becomes of the field. */
    public enum Way {
        /** Text becomes {@code ***}; any other value the empty one of its type, or null where the field is optional. */
        MASK,
        /** The field is left out, of the schema too. */
        REMOVE,
        /** Text becomes the SHA-256 of its UTF-8 bytes in hexadecimal, bytes become theirs: equal values stay equal. */
        HASH
    }

    /** What stands in the place of a text. */
    static final String MASK = "***";

    private static final int MOST_SCHEMAS = 64;

    private final FieldPath path;
    private final Way way;
    private final @Nullable Redaction otherImage;
    private final Map<Schema, Schema> schemas = new ConcurrentHashMap<>();

    public Redaction(FieldPath path, Way way) {
        this(path, RowImages.beside(path), way);
    }

    private Redaction(FieldPath path, @Nullable FieldPath beside, Way way) {
        this.path = path;
        this.way = way;
        this.otherImage = beside == null ? null : new Redaction(beside, null, way);
    }

    /**
     * The same record without that value; a tombstone stays as it is, and so does a field that is null.
     *
     * @throws DataException where the record has no such field or it cannot be hidden so
     */
    public SchemaAndValue of(SchemaAndValue source) {
        SchemaAndValue hidden = hide(source);
        return otherImage != null && otherImage.isIn(source) ? otherImage.hide(hidden) : hidden;
    }

    /** Whether it is the image of an envelope, and holds the field or may hold it by its schema: an image need not have all columns. */
    private boolean isIn(SchemaAndValue envelope) {
        return RowImages.areIn(envelope.value(), path)
                && (path.readIfThere(envelope.value()) != null || isIn(envelope.schema()));
    }

    private boolean isIn(@Nullable Schema record) {
        Schema schema = record;
        for (String step : path.steps()) {
            Field field = schema == null || schema.type() != Schema.Type.STRUCT ? null : schema.field(step);
            schema = field == null ? null : field.schema();
        }
        return schema != null;
    }

    private SchemaAndValue hide(SchemaAndValue source) {
        if (path.read(source.value()) == null && way != Way.REMOVE) {
            return source;
        }
        Schema target = source.schema() == null ? null : target(source.schema());
        return new SchemaAndValue(target, level(target, source.value(), 0));
    }

    private Schema target(Schema source) {
        if (way != Way.REMOVE) {
            return source;
        }
        if (schemas.size() > MOST_SCHEMAS) {
            schemas.clear();
        }
        return schemas.computeIfAbsent(source, schema -> without(schema, 0));
    }

    private Schema without(Schema source, int depth) {
        if (source.type() != Schema.Type.STRUCT) {
            return source;
        }
        SchemaBuilder target = SchemaCopy.of(source, SchemaBuilder.struct());
        for (Field field : source.fields()) {
            boolean isOnPath = field.name().equals(path.steps().get(depth));
            if (!isOnPath) {
                target.field(field.name(), field.schema());
            } else if (!isLast(depth)) {
                target.field(field.name(), without(field.schema(), depth + 1));
            }
        }
        return target.build();
    }

    private @Nullable Object level(@Nullable Schema target, @Nullable Object source, int depth) {
        if (source instanceof Struct struct && target != null) {
            return struct(target, struct, depth);
        }
        if (source instanceof Map<?, ?> map) {
            return map(map, depth);
        }
        if (source == null) {
            return null;
        }
        throw new DataException("'" + path + "' cannot be redacted: it leads through " + Found.describe(source));
    }

    private Struct struct(Schema target, Struct source, int depth) {
        Struct copy = new Struct(target);
        for (Field field : target.fields()) {
            Object value = source.getWithoutDefault(field.name());
            boolean isOnPath = field.name().equals(path.steps().get(depth));
            copy.put(field, isOnPath ? onPath(field.schema(), value, depth) : value);
        }
        return copy;
    }

    private Map<Object, @Nullable Object> map(Map<?, ?> source, int depth) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>(source);
        String name = path.steps().get(depth);
        if (way == Way.REMOVE && isLast(depth)) {
            copy.remove(name);
        } else {
            copy.put(name, onPath(null, copy.get(name), depth));
        }
        return copy;
    }

    private @Nullable Object onPath(@Nullable Schema schema, @Nullable Object value, int depth) {
        return isLast(depth) ? hidden(schema, value) : level(schema, value, depth + 1);
    }

    private boolean isLast(int depth) {
        return depth == path.steps().size() - 1;
    }

    private @Nullable Object hidden(@Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return way == Way.HASH ? hashed(value) : masked(schema, value);
    }

    private Object hashed(Object value) {
        if (value instanceof String text) {
            return HexFormat.of().formatHex(sha256(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
        }
        if (value instanceof byte[] bytes) {
            return sha256(ByteBuffer.wrap(bytes));
        }
        // As the converters of Avro and Protobuf give bytes; the record's own buffer is read again when it is written.
        if (value instanceof ByteBuffer bytes) {
            return sha256(bytes.duplicate());
        }
        throw new DataException("'" + path + "' cannot be hashed: it is " + Found.describe(value)
                + ". Only text and bytes can: mask or remove it");
    }

    private static byte[] sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private @Nullable Object masked(@Nullable Schema schema, Object value) {
        if (value instanceof String) {
            return MASK;
        }
        if (schema == null || schema.isOptional()) {
            return null;
        }
        return switch (schema.type()) {
            case INT8 -> (byte) 0;
            case INT16 -> (short) 0;
            case INT32 -> required(schema, 0);
            case INT64 -> required(schema, 0L);
            case FLOAT32 -> 0f;
            case FLOAT64 -> 0d;
            case BOOLEAN -> false;
            case BYTES -> required(schema, ByteBuffer.allocate(0));
            case ARRAY -> List.of();
            case MAP -> Map.of();
            default -> throw notMasked(value);
        };
    }

    /** A required date or decimal has no empty value. */
    private Object required(Schema schema, Object empty) {
        if (schema.name() != null) {
            throw notMasked(empty);
        }
        return empty;
    }

    private DataException notMasked(Object value) {
        return new DataException("'" + path + "' cannot be masked: it is a required " + Found.describe(value)
                + " without an empty value. Remove it instead");
    }
}
