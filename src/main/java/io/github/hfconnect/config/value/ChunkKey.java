package io.github.hfconnect.config.value;

/** What the keys of the pieces' records are. */
public enum ChunkKey {
    /** The document's key and the piece's number. */
    STRUCT,
    /** Both as one text with a # between. */
    TEXT,
    /** A UUID of both, which the piece's value has, too. */
    UUID
}
