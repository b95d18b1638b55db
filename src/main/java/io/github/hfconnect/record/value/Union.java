package io.github.hfconnect.record.value;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * What converters make of a value that may have one of several types: a Struct with a field for each of them, one of which is
 * not null. For people it is that one. Known are those of Confluent ({@code AvroData}, {@code ProtobufData} and
 * {@code JsonSchemaData}) and of AWS Glue (aws-glue-schema-registry 2.0.0, its {@code AvroData} and, for a oneof,
 * {@code ProtobufSchemaToConnectSchemaConverter}).
 */
public final class Union {

    /** Protobuf has the name of the field behind it. */
    private static final List<String> NAMES = List.of(
            "io.confluent.connect.avro.Union",
            "io.confluent.connect.json.OneOf",
            "io.confluent.connect.protobuf.Union",
            "com.amazonaws.services.schemaregistry.kafkaconnect.avrodata.Union");

    /** By which Confluent's converters mark all of them with {@code generalized.sum.type.support=true}, whatever the name. */
    private static final String CONFLUENT_MARK = "org.apache.kafka.connect.data.Union";

    /** Glue's Structs of a oneof have its name, and this. */
    private static final Map.Entry<String, String> GLUE_MARK = Map.entry("protobuf.type", "oneof");

    private Union() {}

    /** Whether the values of a schema are such Structs. */
    public static boolean is(Schema schema) {
        return schema.type() == Schema.Type.STRUCT && (isNamedSo(schema.name()) || isMarked(schema.parameters()));
    }

    /** The value that such a Struct stands for, which may be such a one again; null with no schema where all are null. Null of anything else. */
    static @Nullable SchemaAndValue member(@Nullable Object value) {
        return value instanceof Struct struct && is(struct.schema()) ? member(struct) : null;
    }

    private static boolean isNamedSo(@Nullable String name) {
        return name != null && NAMES.stream().anyMatch(union -> name.equals(union) || name.startsWith(union + "."));
    }

    private static boolean isMarked(@Nullable Map<String, String> parameters) {
        return parameters != null
                && (parameters.containsKey(CONFLUENT_MARK)
                        || GLUE_MARK.getValue().equals(parameters.get(GLUE_MARK.getKey())));
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
