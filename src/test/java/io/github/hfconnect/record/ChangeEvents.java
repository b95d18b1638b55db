package io.github.hfconnect.record;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Events as Debezium's connectors make them of a table's rows: an envelope with the row before and after the change. */
public final class ChangeEvents {

    /** A row whose key column is required, as in any table with a key. */
    public static final Schema KEYED = row(Schema.INT32_SCHEMA);

    /** A row of a table without a key. */
    public static final Schema KEYLESS = row(Schema.OPTIONAL_INT32_SCHEMA);

    private ChangeEvents() {}

    private static Schema row(Schema id) {
        return SchemaBuilder.struct()
                .name("db.public.posts.Value")
                .optional()
                .field("id", id)
                .field("text", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
    }

    /** What holds the row before and after. */
    public static Schema envelope(Schema row) {
        return SchemaBuilder.struct()
                .name("db.public.posts.Envelope")
                .version(1)
                .field("before", row)
                .field("after", row)
                .field("op", Schema.STRING_SCHEMA)
                .build();
    }

    /** An event of such rows. */
    public static Struct event(Schema row, String op, @Nullable Struct before, @Nullable Struct after) {
        return new Struct(envelope(row))
                .put("before", before)
                .put("after", after)
                .put("op", op);
    }

    /** The row 1. */
    public static Struct row(Schema row, String text) {
        return new Struct(row).put("id", 1).put("text", text);
    }

    /** The same without schemas. */
    public static Map<String, @Nullable Object> event(String op, @Nullable Object before, @Nullable Object after) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("op", op);
        event.put("before", before);
        event.put("after", after);
        return event;
    }
}
