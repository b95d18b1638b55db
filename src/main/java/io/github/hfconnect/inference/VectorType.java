package io.github.hfconnect.inference;

/** What the components of a vector are in a record. */
public enum VectorType {
    /** Numbers of 4 bytes, as models make them. */
    FLOAT32,
    /** The same as numbers of 8 bytes. */
    FLOAT64,
    /** Whole numbers from -127 to 127: a component is such a number times the vector's scale. */
    INT8,
    /** The same and 128 more, from 1 to 255. */
    UINT8,
    /** A bit for each component, 1 where it is above 0, the first one the highest of its byte. */
    BINARY,
    /** Little-endian numbers of 4 bytes as Base64 text. */
    BASE64;

    /** Whether a number of its own says how large the vector was. */
    public boolean hasScale() {
        return this == INT8 || this == UINT8;
    }
}
