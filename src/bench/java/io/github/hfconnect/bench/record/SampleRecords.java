package io.github.hfconnect.bench.record;

import java.nio.charset.StandardCharsets;

/** Records of 100 characters of JSON, each with a text of its own that begins with the record's key. */
public final class SampleRecords {

    private static final int LENGTH = 100;
    private static final String BEFORE = "{\"text\":\"";
    private static final String AFTER = "\"}";
    private static final String WORDS =
            "the parcel came two days late and the box was open but support answered within the hour and sent another"
                    + " one which works as it should so far thank you and please tell the driver to ring the bell next time ";

    private SampleRecords() {}

    /** Names a record by its place in the input. */
    public static String key(int partition, int sequence) {
        return partition + "-" + sequence;
    }

    /** The value of a record: {@code {"text": ...}}. */
    public static byte[] value(String key) {
        return (BEFORE + text(key) + AFTER).getBytes(StandardCharsets.US_ASCII);
    }

    /** The text in it, which needs no escapes. */
    public static String text(String key) {
        int rest = LENGTH - BEFORE.length() - AFTER.length() - key.length() - 1;
        int start = Math.floorMod(key.hashCode(), WORDS.length() - rest);
        return key + " " + WORDS.substring(start, start + rest);
    }
}
