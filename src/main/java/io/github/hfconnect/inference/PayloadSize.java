package io.github.hfconnect.inference;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how many bytes a value takes in a body, told without encoding it. */
final class PayloadSize {

    private PayloadSize() {}

    /** Texts in UTF-8, binary data and vectors as they are, any other single value as eight bytes; names and punctuation are not counted. */
    static long of(@Nullable Object value) {
        if (value instanceof String text) {
            return utf8Length(text);
        }
        if (value instanceof ByteBuffer bytes) {
            return bytes.remaining();
        }
        if (value instanceof float[] vector) {
            return (long) Float.BYTES * vector.length;
        }
        if (value instanceof FieldMap fields) {
            long size = 0;
            for (int i = 0; i < fields.size(); i++) {
                size += of(fields.value(i));
            }
            return size;
        }
        if (value instanceof Map<?, ?> map) {
            if (map.isEmpty()) {
                return 0;
            }
            Object single = map.size() == 1 ? map.get(Input.MAIN) : null;
            return single == null ? of(map.values()) : of(single);
        }
        if (value instanceof Collection<?> values) {
            long size = 0;
            for (Object element : values) {
                size += of(element);
            }
            return size;
        }
        return Long.BYTES;
    }

    /** Without encoding it. Each half of a surrogate pair counts two of its four bytes. */
    private static long utf8Length(String text) {
        long length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }
}
