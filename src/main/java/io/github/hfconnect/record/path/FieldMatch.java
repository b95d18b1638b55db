package io.github.hfconnect.record.path;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field that says which records are meant, such as those of one language.
 *
 * @param field where it stands
 * @param values of it that are meant, in the notation of text; no record is meant that has no such field
 */
public record FieldMatch(FieldPath field, Set<String> values) {

    public FieldMatch {
        values = Set.copyOf(values);
    }

    /** Whether a record of this key or value is meant. */
    public boolean matches(@Nullable Object root) {
        Object value = field.readIfThere(root);
        return value != null && values.contains(value.toString());
    }
}
