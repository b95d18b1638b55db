package io.github.hfconnect.inference;

/**
 * One input of a task.
 *
 * @param name as in the request body
 * @param kind what a record has to hold for it
 * @param required whether the task cannot be asked without it
 */
public record Slot(String name, Kind kind, boolean required) {

    /** What a slot holds. */
    public enum Kind {
        /** {@code String}. */
        TEXT,
        /** Read-only {@code java.nio.ByteBuffer}, or the http or https URL of what is to be fetched ({@code String}). */
        BINARY,
        /** {@code List} of at least one {@link #BINARY}, where a URL may also be for the server to fetch. */
        MEDIA,
        /** {@code Map} of columns by name, each a {@code List} of as many cells, all of them {@code String}. */
        TABLE,
        /** {@code List} of {@code String}, at least one. */
        TEXTS,
        /** Anything that JSON can say. */
        JSON
    }

    /** The slot of the tasks that take one text. */
    public static final Slot TEXT = required(Input.MAIN, Kind.TEXT);

    /** The slot of the tasks that take one image or sound. */
    public static final Slot BINARY = required(Input.MAIN, Kind.BINARY);

    /** A slot without which the task cannot be asked. */
    public static Slot required(String name, Kind kind) {
        return new Slot(name, kind, true);
    }
}
