package io.github.hfconnect.record;

import io.github.hfconnect.record.output.FieldNumbers;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** Fields that were not beside each other before, in one Struct: what converters have noted of each must not contradict the others. */
public final class JoinedFields {

    private JoinedFields() {}

    /** A Struct of these fields, in their order. */
    public static Schema of(@Nullable String name, Map<String, Schema> fields) {
        return FieldNumbers.join(SchemaBuilder.struct().name(name), fields).build();
    }
}
