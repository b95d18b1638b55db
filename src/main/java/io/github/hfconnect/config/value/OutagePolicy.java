package io.github.hfconnect.config.value;

/** What happens when attempts are used up on a fault that is not the record's. */
public enum OutagePolicy {
    /** Keeps the records, pauses where there is no room for more, and goes on where it stopped. */
    WAIT,
    /** Treats the records as failed ones. */
    DEAD_LETTER,
    /** Fails the task; the records are read again when it is restarted. */
    FAIL
}
