package io.github.hfconnect.config.value;

/** What becomes of a text that is longer than a piece may be. */
public enum ChunkMode {
    /** It is asked about as a whole. */
    NONE,
    /** The record gets the pieces with a prediction each. */
    ARRAY,
    /** The record gets one prediction, made of those of its pieces. */
    POOL,
    /** Each piece is an output record of its own. */
    RECORDS
}
