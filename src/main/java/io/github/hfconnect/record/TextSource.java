package io.github.hfconnect.record;

import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads the text of an input from a record's key or value. */
@FunctionalInterface
public interface TextSource {

    /**
     * The text.
     *
     * @return null where the record has none
     * @throws DataException where the record cannot be read as configured
     */
    @Nullable
    String read(Object root);

    /** The text at a path, or of the whole value. */
    static TextSource at(FieldPath path) {
        return root -> PlainText.of(path.read(root), path);
    }
}
