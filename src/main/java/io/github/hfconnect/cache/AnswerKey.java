package io.github.hfconnect.cache;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is kept under where others can see it: who was asked for what, in the clear only as far as a short digest of task
 * and model tells, and a keyed digest of all that decides about the answer. One layout for all:
 *
 * <pre>
 * version (1 byte) | task and model (8 bytes) | digest (32 bytes)
 * </pre>
 */
public final class AnswerKey {

    static final byte VERSION = 1;
    static final int SCOPE_BYTES = Long.BYTES;
    static final int DIGEST_BYTES = 32;

    /** Size of each key. */
    public static final int BYTES = 1 + SCOPE_BYTES + DIGEST_BYTES;

    private final byte[] bytes;

    private AnswerKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static AnswerKey of(long scope, byte[] digest) {
        return new AnswerKey(ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .putLong(scope)
                .put(digest)
                .array());
    }

    /** Whether these are a key's bytes, of answers of this task and model. */
    static boolean isOf(long scope, byte[] key) {
        return isKey(key) && ByteBuffer.wrap(key).getLong(1) == scope;
    }

    /** Whether these are a key's bytes at all. */
    public static boolean isKey(byte[] key) {
        return key.length == BYTES && key[0] == VERSION;
    }

    /** The key that has these bytes. */
    public static AnswerKey parse(byte[] key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException("No key of an answer: " + key.length + " bytes");
        }
        return new AnswerKey(key.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AnswerKey key && Arrays.equals(bytes, key.bytes);
    }

    /** The digest's last bytes are as good as any hash. */
    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes).getInt(BYTES - Integer.BYTES);
    }
}
