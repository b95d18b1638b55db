package io.github.hfconnect.cache;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the values of a {@code Shape}, each behind a letter for its kind, for {@link ValueReader}. */
record ValueWriter(DataOutputStream out) {

    static final char NULL = '0';
    static final char TEXT = 's';
    static final char TRUE = 't';
    static final char FALSE = 'f';
    static final char INT = 'i';
    static final char LONG = 'j';
    static final char DOUBLE = 'd';
    static final char BYTES = 'b';
    static final char VECTOR = 'v';
    static final char LIST = 'l';
    static final char MAP = 'm';

    void write(@Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            writeMap(map);
        } else if (value instanceof Collection<?> list) {
            writeList(list);
        } else if (value instanceof float[] vector) {
            writeVector(vector);
        } else if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            writeBytes(BYTES, copy);
        } else {
            writeScalar(value);
        }
    }

    private void writeMap(Map<?, ?> map) throws IOException {
        begin(MAP, map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            write(entry.getKey());
            write(entry.getValue());
        }
    }

    private void writeList(Collection<?> list) throws IOException {
        begin(LIST, list.size());
        for (Object element : list) {
            write(element);
        }
    }

    private void writeVector(float[] vector) throws IOException {
        begin(VECTOR, vector.length);
        for (float number : vector) {
            out.writeFloat(number);
        }
    }

    private void writeScalar(@Nullable Object value) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Boolean truth) {
            out.writeByte(truth ? TRUE : FALSE);
        } else if (value instanceof Integer number) {
            begin(INT, number);
        } else if (value instanceof Long number) {
            out.writeByte(LONG);
            out.writeLong(number);
        } else if (value instanceof Double number) {
            out.writeByte(DOUBLE);
            out.writeDouble(number);
        } else {
            writeBytes(TEXT, ((String) value).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void writeBytes(char kind, byte[] bytes) throws IOException {
        begin(kind, bytes.length);
        out.write(bytes);
    }

    private void begin(char kind, int number) throws IOException {
        out.writeByte(kind);
        out.writeInt(number);
    }
}
