package io.github.hfconnect.config.value;

/** Whose limits the keys of rates and budgets are. */
public enum LimitsScope {
    /** The connector's: each task has an equal share. */
    CONNECTOR,
    /** Each task's own. */
    TASK
}
