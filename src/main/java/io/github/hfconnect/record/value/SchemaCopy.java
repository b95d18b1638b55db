package io.github.hfconnect.record.value;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** What schemas have beside their type and parts. */
public final class SchemaCopy {

    private SchemaCopy() {}

    /** Gives a new schema what another has, but for a default value, which may not fit the new one. */
    public static SchemaBuilder of(Schema source, SchemaBuilder copy) {
        copy.name(source.name()).doc(source.doc());
        if (source.version() != null) {
            copy.version(source.version());
        }
        if (source.parameters() != null) {
            copy.parameters(source.parameters());
        }
        return source.isOptional() ? copy.optional() : copy;
    }

    /** The same, which may be null as a whole. */
    public static Schema optional(Schema schema) {
        return schema.isOptional()
                ? schema
                : of(schema, unnamed(schema)).optional().build();
    }

    /** The same with a parameter. */
    public static Schema with(Schema schema, String parameter, String value) {
        return of(schema, unnamed(schema)).parameter(parameter, value).build();
    }

    private static SchemaBuilder unnamed(Schema schema) {
        return switch (schema.type()) {
            case ARRAY -> SchemaBuilder.array(schema.valueSchema());
            case MAP -> SchemaBuilder.map(schema.keySchema(), schema.valueSchema());
            case STRUCT -> {
                SchemaBuilder struct = SchemaBuilder.struct();
                schema.fields().forEach(field -> struct.field(field.name(), field.schema()));
                yield struct;
            }
            default -> new SchemaBuilder(schema.type());
        };
    }
}
