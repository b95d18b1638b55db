package io.github.hfconnect.record.output;

import io.github.hfconnect.record.value.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Values of one schema under another that has new fields, or other kinds of numbers. */
final class SchemaFit {

    private SchemaFit() {}

    /** The value as the schema wants it, or null where it has no such form. */
    static @Nullable Object fit(Schema target, @Nullable Object value) {
        if (value instanceof Struct struct) {
            return target.type() == Schema.Type.STRUCT ? struct(target, struct) : null;
        }
        if (value instanceof List<?> list) {
            return target.type() == Schema.Type.ARRAY ? list(target.valueSchema(), list) : null;
        }
        if (value instanceof Map<?, ?> map) {
            return target.type() == Schema.Type.MAP ? map(target.valueSchema(), map) : null;
        }
        return scalar(target, value);
    }

    private static @Nullable Struct struct(Schema target, Struct struct) {
        if (struct.schema().equals(target)) {
            return struct;
        }
        Struct copy = new Struct(target);
        for (Field field : target.fields()) {
            boolean isThere = struct.schema().field(field.name()) != null;
            Object value = isThere ? struct.getWithoutDefault(field.name()) : null;
            Object fitted = fit(field.schema(), value);
            if (fitted != null) {
                copy.put(field, fitted);
            } else if (isLost(field.schema(), value)) {
                return null;
            }
        }
        return copy;
    }

    private static @Nullable List<@Nullable Object> list(Schema element, List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        for (Object value : list) {
            Object fitted = fit(element, value);
            if (fitted == null && isLost(element, value)) {
                return null;
            }
            copy.add(fitted);
        }
        return copy;
    }

    private static @Nullable Map<Object, @Nullable Object> map(Schema element, Map<?, ?> map) {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object fitted = fit(element, entry.getValue());
            if (fitted == null && isLost(element, entry.getValue())) {
                return null;
            }
            copy.put(entry.getKey(), fitted);
        }
        return copy;
    }

    /** Whether something is missing where there is no form for it: a part that may be null may also be replaced by nothing. */
    private static boolean isLost(Schema schema, @Nullable Object value) {
        boolean hasDefault = value == null && schema.defaultValue() != null;
        return !schema.isOptional() && !hasDefault;
    }

    private static @Nullable Object scalar(Schema target, @Nullable Object value) {
        Object converted = value instanceof Number number ? Numbers.of(target.type(), number) : value;
        try {
            ConnectSchema.validateValue(target, converted);
            return converted;
        } catch (DataException e) {
            return null;
        }
    }
}
