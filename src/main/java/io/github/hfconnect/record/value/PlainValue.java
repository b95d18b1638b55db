package io.github.hfconnect.record.value;

import io.github.hfconnect.inference.FieldMap;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Values without schema: Maps, Lists, texts, numbers, booleans and bytes, copied so that nobody else can change them. */
public final class PlainValue {

    private PlainValue() {}

    /** Structs become Maps; what is null inside a Struct or Map is left out. */
    public static @Nullable Object of(@Nullable Object value) {
        return of(null, value);
    }

    /** The same for who only reads it: what is plain already is not copied. */
    public static @Nullable Object shared(@Nullable Object value) {
        return isPlain(value) ? value : of(value);
    }

    private static boolean isPlain(@Nullable Object value) {
        if (value instanceof FieldMap) {
            return true;
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String) || entry.getValue() == null || !isPlain(entry.getValue())) {
                    return false;
                }
            }
            return true;
        }
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (!isPlain(element)) {
                    return false;
                }
            }
            return true;
        }
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** The same where a schema says what is meant: times become text, decimals numbers. */
    public static @Nullable Object of(@Nullable Schema schema, @Nullable Object value) {
        SchemaAndValue member = Union.member(value);
        if (member != null) {
            return of(member.schema(), member.value());
        }
        Object meaning = value == null ? null : LogicalType.meaning(schema, value);
        if (meaning instanceof Struct struct) {
            return ofStruct(struct);
        }
        Schema parts = schema == null || schema.type().isPrimitive() ? null : schema;
        if (meaning instanceof Map<?, ?> map) {
            return ofMap(parts == null ? null : parts.valueSchema(), map);
        }
        if (meaning instanceof Collection<?> values) {
            return ofList(parts == null ? null : parts.valueSchema(), values);
        }
        return ofScalar(meaning);
    }

    private static List<@Nullable Object> ofList(@Nullable Schema element, Collection<?> values) {
        List<@Nullable Object> copy = new ArrayList<>(values.size());
        values.forEach(value -> copy.add(of(element, value)));
        return copy;
    }

    /** A value without parts, or a vector. */
    public static @Nullable Object ofScalar(@Nullable Object value) {
        if (value instanceof float[] vector) {
            return new FloatList(vector);
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes.clone());
        }
        return value instanceof ByteBuffer bytes ? exactCopy(bytes) : value;
    }

    private static Map<String, Object> ofStruct(Struct struct) {
        Map<String, Object> copy = withRoomFor(struct.schema().fields().size());
        for (Field field : struct.schema().fields()) {
            put(copy, field.name(), of(field.schema(), struct.getWithoutDefault(field.name())));
        }
        return copy;
    }

    private static Map<String, Object> ofMap(@Nullable Schema valueSchema, Map<?, ?> map) {
        Map<String, Object> copy = withRoomFor(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            put(copy, String.valueOf(entry.getKey()), of(valueSchema, entry.getValue()));
        }
        return copy;
    }

    /** A map that need not grow for so many entries, and is no larger: there is one for each record and each label. */
    public static <K, V> Map<K, V> withRoomFor(int entries) {
        return new LinkedHashMap<>(entries * 4 / 3 + 1);
    }

    private static void put(Map<String, Object> copy, String name, @Nullable Object plain) {
        if (plain != null) {
            copy.put(name, plain);
        }
    }

    /** Connect's {@code JsonConverter} (4.3.1) writes a buffer's whole backing array, so that array must hold nothing else. */
    private static ByteBuffer exactCopy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return ByteBuffer.wrap(copy);
    }
}
