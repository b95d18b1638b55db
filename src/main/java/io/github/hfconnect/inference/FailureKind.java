package io.github.hfconnect.inference;

/** The five kinds of failure; each has one behaviour everywhere and is named in logs, metrics, headers and exceptions. */
public enum FailureKind {
    /** The record's own fault: never repeated as it is; a batch is halved until the culprit is alone. */
    REJECTED(false),
    /** The server asks for patience: too many requests, or the model is loading. */
    OVERLOADED(true),
    /** The server cannot be reached or failed. */
    UNAVAILABLE(true),
    /** An answer that is not what the task answers. */
    MALFORMED(true),
    /** The configuration's fault: no repetition can help, somebody has to change something. */
    MISCONFIGURED(false);

    private final boolean outage;

    FailureKind(boolean outage) {
        this.outage = outage;
    }

    /** True where the service is at fault, so that the same call may succeed later. */
    public boolean isOutage() {
        return outage;
    }
}
