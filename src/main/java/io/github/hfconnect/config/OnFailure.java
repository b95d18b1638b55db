package io.github.hfconnect.config;

/** What becomes of a record whose failure is its own. */
public enum OnFailure {
    /** It is handed to Connect, whose error tolerance and dead letter queue decide. */
    REPORT,
    /** It passes on with a null prediction and the failure beside it. */
    ANNOTATE,
    /** It is left out. */
    DROP
}
