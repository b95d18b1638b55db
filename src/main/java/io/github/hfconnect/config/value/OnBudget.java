package io.github.hfconnect.config.value;

/** What happens when a task's budget is used up. */
public enum OnBudget {
    /** Calls wait for the next window. */
    WAIT,
    /** The task fails. */
    FAIL
}
