package io.github.hfconnect.record.input;

import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.record.value.PlainText;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads the text of an input from a record's key or value. */
public interface TextSource {

    /**
     * The text.
     *
     * @return null where the record has none
     * @throws DataException where the record cannot be read as configured
     */
    @Nullable
    String read(Object root);

    /** What it reads. */
    List<FieldPath> paths();

    /** The text at a path, or of the whole value. */
    static TextSource at(FieldPath path) {
        return new AtPath(path);
    }

    /** What stands at one path. */
    record AtPath(FieldPath path) implements TextSource {

        @Override
        public @Nullable String read(Object root) {
            SchemaAndValue found = path.find(root);
            return PlainText.of(found.schema(), found.value(), path);
        }

        @Override
        public List<FieldPath> paths() {
            return List.of(path);
        }
    }
}
