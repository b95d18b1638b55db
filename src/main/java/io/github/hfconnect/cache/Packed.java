package io.github.hfconnect.cache;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes behind their version, deflated where that makes them fewer. */
final class Packed {

    private static final byte AS_THEY_ARE = 0;
    private static final byte DEFLATED = 1;
    private static final int HEAD_BYTES = 2;

    /** More than any record of Kafka's holds as a rule, and too little to fill a heap by a record that somebody has made up. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private Packed() {}

    static byte[] pack(byte version, byte[] bytes) {
        byte[] packed = new byte[HEAD_BYTES + bytes.length];
        packed[0] = version;
        int length = deflate(bytes, packed);
        if (length < bytes.length) {
            packed[1] = DEFLATED;
            return Arrays.copyOf(packed, HEAD_BYTES + length);
        }
        packed[1] = AS_THEY_ARE;
        System.arraycopy(bytes, 0, packed, HEAD_BYTES, bytes.length);
        return packed;
    }

    private static int deflate(byte[] bytes, byte[] into) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            int length = deflater.deflate(into, HEAD_BYTES, bytes.length);
            return deflater.finished() ? length : bytes.length;
        } finally {
            deflater.end();
        }
    }

    /**
     * The bytes that were packed.
     *
     * @throws IllegalArgumentException where they were not packed so
     */
    static byte[] unpack(byte version, byte[] packed) {
        if (packed.length < HEAD_BYTES || packed[0] != version) {
            throw new IllegalArgumentException("These bytes are of another version");
        }
        return switch (packed[1]) {
            case AS_THEY_ARE -> Arrays.copyOfRange(packed, HEAD_BYTES, packed.length);
            case DEFLATED -> inflate(packed);
            default -> throw new IllegalArgumentException("These bytes are packed in an unknown way");
        };
    }

    private static byte[] inflate(byte[] packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed, HEAD_BYTES, packed.length - HEAD_BYTES);
            return inflate(inflater, new byte[4 * packed.length]);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("These bytes are not deflated", e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflate(Inflater inflater, byte[] first) throws DataFormatException {
        byte[] bytes = first;
        int length = inflater.inflate(bytes);
        while (!inflater.finished()) {
            if (length < bytes.length || bytes.length >= MOST_BYTES) {
                throw new IllegalArgumentException("These bytes are cut off, or far too many");
            }
            bytes = Arrays.copyOf(bytes, Math.min(MOST_BYTES, 2 * bytes.length));
            length += inflater.inflate(bytes, length, bytes.length - length);
        }
        return Arrays.copyOf(bytes, length);
    }
}
