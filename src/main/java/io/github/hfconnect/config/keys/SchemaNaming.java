package io.github.hfconnect.config.keys;

/** What the Structs of predictions are called in records with schemas. */
enum SchemaNaming {
    /** Names that stay the same whatever else is configured. */
    STABLE,
    /** None. */
    NONE
}
