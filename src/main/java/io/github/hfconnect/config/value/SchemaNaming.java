package io.github.hfconnect.config.value;

/** What the Structs of predictions are called in records with schemas. */
public enum SchemaNaming {
    /** Names that stay the same whatever else is configured. */
    STABLE,
    /** None. */
    NONE
}
