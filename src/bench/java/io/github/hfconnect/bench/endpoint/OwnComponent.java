package io.github.hfconnect.bench.endpoint;

import java.nio.charset.StandardCharsets;

/** The first component of a text's vector, by which a reader of the results can tell whose vector a record got. */
public final class OwnComponent {

    /** A float holds as many bits exactly. */
    private static final int BITS = 24;

    private OwnComponent() {}

    /** Of a text that begins with this word, of ASCII characters: from 0 inclusive to 1 exclusive. */
    public static float of(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        return of(bytes, 0, bytes.length);
    }

    static float of(byte[] word, int from, int length) {
        long hash = Fnv.OFFSET;
        for (int i = from; i < from + length; i++) {
            hash = Fnv.next(hash, word[i]);
        }
        long mixed = hash ^ hash >>> 32;
        return (mixed & (1 << BITS) - 1) / (float) (1 << BITS);
    }
}
