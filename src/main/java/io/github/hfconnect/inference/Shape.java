package io.github.hfconnect.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /**
     * An embedding in another form than models make it: {@code float[]}, or what has become of it.
     *
     * @param type of its components in a record
     * @param schemaName by which a consumer knows it, or null
     */
    record Vector(VectorType type, @Nullable String schemaName) implements Shape {}

    /** {@code java.util.List} of elements of one shape. */
    record ListOf(Shape element) implements Shape {}

    /**
     * {@code java.util.Map} by field name, in this order; an optional field may be missing or null.
     *
     * @param name of the whole, such as {@code Classification}, by which a schema registry tells it from others; null where it
     *     has none, or is a part of a whole
     */
    record Fields(@Nullable String name, List<Field> fields) implements Shape {
        public Fields {
            fields = List.copyOf(fields);
        }

        /** Fields without a name. */
        public Fields(List<Field> fields) {
            this(null, fields);
        }

        /** The same fields under a name. */
        public Fields named(String name) {
            return new Fields(name, fields);
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

    /** The same with a name. */
    static Fields fields(String name, Field... fields) {
        return new Fields(name, List.of(fields));
    }

    /** Shorthand for {@link ListOf}. */
    static ListOf listOf(Shape element) {
        return new ListOf(element);
    }
}
