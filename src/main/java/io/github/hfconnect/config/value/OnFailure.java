package io.github.hfconnect.config.value;

/** What becomes of a record whose failure is its own. */
public enum OnFailure {
    /** It is handed to Connect, whose error tolerance and dead letter queue decide. */
    REPORT,
    /** It passes on with a null prediction and the failure beside it. */
    ANNOTATE,
    /** It is written to a topic of its own and left out, where Connect has no dead letter queue. */
    DEAD_LETTER,
    /** It is left out. */
    DROP
}
