package io.github.hfconnect.cache;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes values so that equal ones are equal bytes and others are not: each with its kind and its length before it, maps in the order
 * of their keys. What is written is not read again.
 */
record CanonicalBytes(DataOutputStream out) {

    void write(@Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            writeMap(map);
        } else if (value instanceof Collection<?> list) {
            begin('l', list.size());
            for (Object element : list) {
                write(element);
            }
        } else if (value instanceof ByteBuffer bytes) {
            writeBytes(bytes);
        } else {
            writeText(value);
        }
    }

    private void writeMap(Map<?, ?> map) throws IOException {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        begin('m', sorted.size());
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            write(entry.getKey());
            write(entry.getValue());
        }
    }

    private void writeBytes(ByteBuffer bytes) throws IOException {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        begin('b', copy.length);
        out.write(copy);
    }

    /** Texts, numbers, booleans and nothing: 1 and "1" are not the same question. */
    private void writeText(@Nullable Object value) throws IOException {
        byte[] text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
        begin(kind(value), text.length);
        out.write(text);
    }

    private static char kind(@Nullable Object value) {
        if (value instanceof String) {
            return 's';
        }
        if (value instanceof Number) {
            return 'n';
        }
        return value == null ? '0' : 'v';
    }

    private void begin(char kind, int length) throws IOException {
        out.writeByte(kind);
        out.writeInt(length);
    }
}
