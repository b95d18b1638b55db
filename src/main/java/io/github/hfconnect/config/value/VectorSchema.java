package io.github.hfconnect.config.value;

/** By which name consumers know a vector in records with schemas. */
public enum VectorSchema {
    /** None: a list of numbers. */
    PLAIN,
    /** Debezium's, so that its JDBC sink makes a column of vectors. */
    DEBEZIUM
}
