package io.github.hfconnect.config.value;

/** In which order the records of one input partition leave. */
public enum OutputOrder {
    /** As they came. */
    PARTITION,
    /** As the answers come: a fast answer overtakes a slow one. */
    NONE
}
