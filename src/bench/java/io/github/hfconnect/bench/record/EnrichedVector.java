package io.github.hfconnect.bench.record;

import io.github.hfconnect.bench.endpoint.OwnComponent;
import java.nio.charset.StandardCharsets;

/** A record in the output of a sink of vectors, as JSON. Not parsed, because there are gigabytes of it. */
public final class EnrichedVector {

    private static final String BEFORE = "\"prediction\":[";

    private EnrichedVector() {}

    /** Whether the vector of this width in a record is the one of the text that begins with the record's key. */
    public static boolean isOwn(byte[] key, byte[] value, int width) {
        String record = new String(value, StandardCharsets.ISO_8859_1);
        int start = record.indexOf(BEFORE) + BEFORE.length();
        int end = record.indexOf(']', start);
        int first = record.indexOf(',', start);
        if (start < BEFORE.length() || end < 0 || first < 0 || first > end) {
            return false;
        }
        float own = OwnComponent.of(new String(key, StandardCharsets.ISO_8859_1));
        return Float.parseFloat(record.substring(start, first)) == own && count(value, start, end) == width;
    }

    private static int count(byte[] value, int start, int end) {
        int numbers = 1;
        for (int i = start; i < end; i++) {
            numbers += value[i] == ',' ? 1 : 0;
        }
        return numbers;
    }
}
