package io.github.hfconnect.sink.output;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Schemas whose records can be written, as far as they are remembered. For one thread. */
final class TriedSchemas {

    private static final int MOST = 64;

    private final Set<@Nullable Schema> schemas = new HashSet<>();
    private @Nullable Schema last;

    /** Whether the schema, null for records without one, has not been {@link #add}ed. */
    boolean isNew(@Nullable Schema schema) {
        boolean isLast = schema != null && schema == last;
        return !isLast && !schemas.contains(schema);
    }

    void add(@Nullable Schema schema) {
        if (schemas.size() == MOST) {
            schemas.clear();
        }
        schemas.add(schema);
        last = schema;
    }
}
