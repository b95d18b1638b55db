package io.github.hfconnect.record.path;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Says in a message what was found in a record: kinds and field names, never values. */
public final class Found {

    private static final int MOST_NAMES = 20;

    private Found() {}

    /** The kind of a value and the names of its fields, of which it shows twenty. */
    public static String describe(Object value) {
        if (value instanceof Struct struct) {
            return "a Struct with the fields "
                    + names(struct.schema().fields().stream().map(Field::name).toList());
        }
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? "an empty Map" : "a Map with the fields " + names(map.keySet());
        }
        if (value instanceof List<?> list) {
            return "a list of " + list.size() + " elements";
        }
        return kindOfScalar(value);
    }

    private static String kindOfScalar(Object value) {
        if (value instanceof CharSequence) {
            return "text";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        boolean isBytes = value instanceof byte[] || value instanceof ByteBuffer;
        return isBytes ? "bytes" : "a " + value.getClass().getSimpleName();
    }

    private static String names(Collection<?> names) {
        String shown = names.stream().limit(MOST_NAMES).map(String::valueOf).collect(Collectors.joining(", "));
        int more = names.size() - MOST_NAMES;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }
}
