package io.github.hfconnect.cache;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ValueWriter} has written, and trusts it in nothing.
 *
 * @param in stands behind what was read
 */
record ValueReader(ByteBuffer in) {

    /** No shape has so many levels. */
    private static final int MOST_LEVELS = 64;

    /**
     * The next value.
     *
     * @throws BufferUnderflowException where the bytes end before the value does
     * @throws IllegalArgumentException where they are none's
     */
    @Nullable
    Object read() {
        return read(MOST_LEVELS);
    }

    boolean isAtEnd() {
        return !in.hasRemaining();
    }

    private @Nullable Object read(int levels) {
        if (levels == 0) {
            throw new IllegalArgumentException("Values within values without an end");
        }
        char kind = (char) in.get();
        return switch (kind) {
            case ValueWriter.NULL -> null;
            case ValueWriter.TRUE -> true;
            case ValueWriter.FALSE -> false;
            case ValueWriter.INT -> in.getInt();
            case ValueWriter.LONG -> in.getLong();
            case ValueWriter.DOUBLE -> in.getDouble();
            case ValueWriter.TEXT -> new String(bytes(), StandardCharsets.UTF_8);
            case ValueWriter.BYTES -> ByteBuffer.wrap(bytes()).asReadOnlyBuffer();
            case ValueWriter.VECTOR -> vector();
            case ValueWriter.LIST -> list(levels - 1);
            case ValueWriter.MAP -> map(levels - 1);
            default -> throw new IllegalArgumentException("No value begins with " + (int) kind);
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[count(1)];
        in.get(bytes);
        return bytes;
    }

    private float[] vector() {
        float[] vector = new float[count(Float.BYTES)];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = in.getFloat();
        }
        return vector;
    }

    private List<@Nullable Object> list(int levels) {
        int size = count(1);
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(read(levels));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(int levels) {
        int size = count(2);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(String.valueOf(read(levels)), read(levels));
        }
        return map;
    }

    /** Of elements that take at least so many bytes each: more of them than there are bytes were never written. */
    private int count(int bytesEach) {
        int count = in.getInt();
        if (count < 0 || count > in.remaining() / bytesEach) {
            throw new BufferUnderflowException();
        }
        return count;
    }
}
