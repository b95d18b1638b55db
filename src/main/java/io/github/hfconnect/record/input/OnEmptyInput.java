package io.github.hfconnect.record.input;

/** What becomes of a record whose input is null or blank. */
public enum OnEmptyInput {
    /** It passes on without a call and without a prediction. */
    SKIP,
    /** It is a failed record. */
    FAIL
}
