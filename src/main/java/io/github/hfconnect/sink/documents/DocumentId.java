package io.github.hfconnect.sink.documents;

import java.nio.ByteBuffer;

/** A document in memory: the first 128 bits of the SHA-256 of its key's text, however long that is. */
record DocumentId(long high, long low) {

    static DocumentId of(String key) {
        ByteBuffer hash = Sha256.of(key);
        return new DocumentId(hash.getLong(), hash.getLong());
    }
}
