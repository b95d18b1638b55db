package io.github.hfconnect.record.value;

import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * What Confluent's converters make of a value that may have one of several types: a Struct with a field for each of them, one of which is
 * not null ({@code AvroData}, {@code ProtobufData} and {@code JsonSchemaData}). For people it is that one.
 */
final class Union {

    /** Protobuf has the name of the field behind it. */
    private static final List<String> NAMES = List.of(
            "io.confluent.connect.avro.Union",
            "io.confluent.connect.json.OneOf",
            "io.confluent.connect.protobuf.Union");

    private Union() {}

    /** The value that such a Struct stands for, which may be such a one again; null with no schema where all are null. Null of anything else. */
    static @Nullable SchemaAndValue member(@Nullable Object value) {
        return value instanceof Struct struct && isUnion(struct.schema().name()) ? member(struct) : null;
    }

    private static boolean isUnion(@Nullable String name) {
        return name != null && NAMES.stream().anyMatch(union -> name.equals(union) || name.startsWith(union + "."));
    }

    private static SchemaAndValue member(Struct union) {
        for (Field field : union.schema().fields()) {
            Object value = union.getWithoutDefault(field.name());
            if (value != null) {
                return new SchemaAndValue(field.schema(), value);
            }
        }
        return SchemaAndValue.NULL;
    }
}
