package io.github.hfconnect.record.input;

/** What becomes of a record that lacks a field which is to be read. */
public enum OnMissingInput {
    /** It is a failed record. */
    FAIL,
    /** It passes on as it is, without a call. */
    SKIP
}
