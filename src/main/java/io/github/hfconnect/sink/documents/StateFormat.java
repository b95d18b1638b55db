package io.github.hfconnect.sink.documents;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link DocumentState} as the value of a record: a byte that no text begins with, the settings' fingerprint (8 bytes), partition
 * and count (4 each), and 8 bytes of hash a piece, or none where they are not known. Another first byte says that 8 bytes for the
 * model's revision stand before the hashes. Numbers are big-endian. Null for a document without pieces.
 *
 * @param fingerprint of the settings that a piece depends on; hashes of other settings say nothing
 */
record StateFormat(long fingerprint) {

    private static final byte MARK = (byte) 0xF1;
    private static final byte MARK_WITH_REVISION = (byte) 0xF2;
    private static final int HEAD = 1 + Long.BYTES + 2 * Integer.BYTES;

    byte @Nullable [] encode(DocumentState state) {
        if (state.isEmpty()) {
            return null;
        }
        long[] hashes = state.hashes();
        boolean isTold = state.revision() != DocumentState.NOT_TOLD;
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + (hashes.length + (isTold ? 1 : 0)) * Long.BYTES)
                .put(isTold ? MARK_WITH_REVISION : MARK)
                .putLong(fingerprint)
                .putInt(state.partition())
                .putInt(state.count());
        if (isTold) {
            bytes.putLong(state.revision());
        }
        for (long hash : hashes) {
            bytes.putLong(hash);
        }
        return bytes.array();
    }

    /**
     * Reads a value; hashes of other settings are left out.
     *
     * @throws IllegalArgumentException where this format has not written it
     */
    DocumentState decode(byte @Nullable [] value) {
        if (value == null) {
            return DocumentState.NONE;
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        try {
            byte mark = bytes.get();
            require(mark == MARK || mark == MARK_WITH_REVISION);
            boolean same = bytes.getLong() == fingerprint;
            int partition = bytes.getInt();
            int count = bytes.getInt();
            long revision = mark == MARK ? DocumentState.NOT_TOLD : bytes.getLong();
            int known = bytes.remaining() / Long.BYTES;
            require(partition >= 0
                    && count > 0
                    && bytes.remaining() % Long.BYTES == 0
                    && (known == 0 || known == count));
            return same
                    ? DocumentState.of(partition, count, revision, hashes(bytes, known))
                    : DocumentState.of(partition, count, DocumentState.NOT_TOLD, new long[0]);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("It ends too early", e);
        }
    }

    private static long[] hashes(ByteBuffer bytes, int count) {
        long[] hashes = new long[count];
        for (int i = 0; i < count; i++) {
            hashes[i] = bytes.getLong();
        }
        return hashes;
    }

    private static void require(boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException("It is of another form");
        }
    }
}
