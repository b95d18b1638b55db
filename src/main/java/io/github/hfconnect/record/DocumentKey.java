package io.github.hfconnect.record;

import io.github.hfconnect.record.value.JsonText;
import io.github.hfconnect.record.value.PlainValue;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A record's key as the identity of a document, whatever converter has read it. */
public final class DocumentKey {

    private DocumentKey() {}

    /**
     * One text for one document: text, numbers and booleans as they are, bytes as base64, Structs and Maps as compact JSON; the
     * fields of a Map in the order of their names, because it has no order of its own.
     */
    public static String text(@Nullable Schema schema, Object key) {
        Object plain = PlainValue.of(schema, key);
        if (plain instanceof CharSequence text) {
            return text.toString();
        }
        return unquoted(JsonText.of(key instanceof Struct ? plain : sorted(plain)));
    }

    private static @Nullable Object sorted(@Nullable Object plain) {
        return plain instanceof Map<?, ?> map ? new TreeMap<>(map) : plain;
    }

    private static String unquoted(String json) {
        return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    }
}
