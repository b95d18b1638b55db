package io.github.hfconnect.cache.topic;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the topic's keys are made with. It stands in the topic itself, so that all who share the answers have the same one: in
 * partition 0, where the last one counts, which is what compaction keeps.
 */
final class Salt {

    static final int PARTITION = 0;

    private static final String KEY = "salt";
    private static final byte VERSION = 1;
    private static final int BYTES = 32;

    private final byte[] bytes;

    private Salt(byte[] bytes) {
        this.bytes = bytes;
    }

    static Salt random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Salt(bytes);
    }

    static byte[] key() {
        return KEY.getBytes(StandardCharsets.UTF_8);
    }

    static boolean isKey(byte[] key) {
        return Arrays.equals(key, key());
    }

    /** The salt of a record's value, or empty where that is none. */
    static Optional<Salt> parse(byte[] value) {
        return value.length == BYTES + 1 && value[0] == VERSION
                ? Optional.of(new Salt(Arrays.copyOfRange(value, 1, value.length)))
                : Optional.empty();
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** The value of its record. */
    byte[] value() {
        byte[] value = new byte[BYTES + 1];
        value[0] = VERSION;
        System.arraycopy(bytes, 0, value, 1, BYTES);
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Salt salt && Arrays.equals(bytes, salt.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Says nothing of itself. */
    @Override
    public String toString() {
        return "Salt";
    }
}
