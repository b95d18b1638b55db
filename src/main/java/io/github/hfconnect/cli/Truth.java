package io.github.hfconnect.cli;

import io.github.hfconnect.record.path.FieldPath;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * How people have judged a line.
 *
 * @param field where that stands
 * @param positive what stands there where a line is what the label says; text, numbers and booleans by their notation
 */
record Truth(FieldPath field, Set<String> positive) {

    Truth {
        positive = Set.copyOf(positive);
    }

    /**
     * Whether a line is what the label says.
     *
     * @throws DataException where nobody has said it
     */
    boolean of(@Nullable Object line) {
        Object value = field.read(line);
        if (value == null) {
            throw new DataException("'" + field + "' is null: nobody has said what the line is");
        }
        return positive.contains(value.toString());
    }
}
