package io.github.hfconnect.record.output;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the Structs are called that come into a record. Formats that know a Struct by its name, such as Avro, number those
 * without one by their place, so that a further field in front of one gives it the name of another.
 *
 * @param namespace in front of each name, or null where Structs get none
 */
public record SchemaNames(@Nullable String namespace) {

    /** No names. */
    public static final SchemaNames NONE = new SchemaNames(null);

    /** The names of predictions whose shapes are this project's. */
    public static final String DEFAULT_NAMESPACE = "io.github.hfconnect";

    /** Of the shapes that have a name; it grows with a change that a reader of the old one would not understand. */
    static final int VERSION = 1;

    private static final String UNNAMED = "Prediction";

    /** The name of a whole. */
    @Nullable
    String of(@Nullable String whole) {
        return namespace == null ? null : namespace + "." + spelt(whole == null ? UNNAMED : whole);
    }

    /** The name of a part of a whole, which itself may have none. */
    @Nullable
    String of(@Nullable String whole, String part) {
        if (namespace == null) {
            return null;
        }
        return whole == null ? of(part) : whole + spelt(part);
    }

    /** As every format can spell it: a letter, then letters, digits and underscores. */
    private static String spelt(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
        return plain.substring(0, 1).toUpperCase(Locale.ROOT).replaceFirst("[^A-Z]", "X" + plain.charAt(0))
                + plain.substring(1);
    }
}
