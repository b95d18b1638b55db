package io.github.hfconnect.config.value;

/** What the sink promises about each input record. */
public enum DeliveryGuarantee {
    /** None is missing; after a crash some may appear twice. */
    AT_LEAST_ONCE,
    /** A reader of committed records sees each once. */
    EXACTLY_ONCE
}
