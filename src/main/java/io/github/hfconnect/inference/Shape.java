package io.github.hfconnect.inference;

import java.util.List;

/**
 * The type of a task's predictions, independent of the server that made them. It says which Java value stands where in
 * {@link Prediction#value()}, and the record side derives its schema from it, so that a new task needs no code there.
 */
public sealed interface Shape {

    /** A value without parts. */
    enum Scalar implements Shape {
        /** {@code String}. */
        STRING,
        /** {@code Boolean}. */
        BOOLEAN,
        /** {@code Integer}. */
        INT32,
        /** {@code Long}. */
        INT64,
        /** {@code Double}. */
        FLOAT64,
        /** {@code java.nio.ByteBuffer}. */
        BYTES,
        /** {@code float[]}, an embedding: kept unboxed until it becomes an array of float32 in a record. */
        VECTOR
    }

    /** {@code java.util.List} of elements of one shape. */
    record ListOf(Shape element) implements Shape {}

    /** {@code java.util.Map} by field name, in this order; an optional field may be missing or null. */
    record Fields(List<Field> fields) implements Shape {
        public Fields {
            fields = List.copyOf(fields);
        }
    }

    /** One named part of {@link Fields}. */
    record Field(String name, Shape shape, boolean optional) {}

    /** A field that is always there. */
    static Field required(String name, Shape shape) {
        return new Field(name, shape, false);
    }

    /** A field that may be missing. */
    static Field optional(String name, Shape shape) {
        return new Field(name, shape, true);
    }

    /** Shorthand for {@link Fields}. */
    static Fields fields(Field... fields) {
        return new Fields(List.of(fields));
    }

    /** Shorthand for {@link ListOf}. */
    static ListOf listOf(Shape element) {
        return new ListOf(element);
    }
}
