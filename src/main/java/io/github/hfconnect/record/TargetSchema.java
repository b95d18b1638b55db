package io.github.hfconnect.record;

import io.github.hfconnect.record.output.Namesakes;
import io.github.hfconnect.record.output.OutputLevel;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * From one schema to another.
 *
 * @param source of a Struct to start from
 * @param level what is added to it
 * @param target the same with what is added
 */
record TargetSchema(Schema source, OutputLevel level, Schema target) {

    /** Of a record that is no Struct or Map, the field that keeps it. */
    static final String VALUE = "value";

    static TargetSchema of(Schema schema, OutputLevel output) {
        Schema source = schema.type() == Schema.Type.STRUCT
                ? schema
                : SchemaBuilder.struct().field(VALUE, schema).build();
        OutputLevel level = Namesakes.of(output, source).besides(output, source);
        return new TargetSchema(source, level, level.extend(source, null));
    }

    Object wrap(Object value) {
        return value instanceof Struct ? value : new Struct(source).put(VALUE, value);
    }
}
