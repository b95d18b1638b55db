package io.github.hfconnect.record.input;

/** Whether a prediction that stands in a record will do, whatever its input. */
public enum IfPresent {
    /** It is made anew. */
    FALSE,
    /** Any will do. */
    TRUE,
    /** One that says that it is of the configured model. */
    SAME_MODEL
}
