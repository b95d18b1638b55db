package io.github.hfconnect.record.output;

import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.VectorType;
import io.github.hfconnect.record.value.FloatList;
import io.github.hfconnect.record.value.Numbers;
import io.github.hfconnect.record.value.PlainValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** The Connect schema of a {@link Shape}, and values of that shape as the schema wants them. */
final class ShapeSchema {

    private ShapeSchema() {}

    /** The schema of a field that may be null as a whole. */
    static Schema optional(Shape shape, SchemaNames names) {
        return builder(shape, whole(shape, names), names).optional().build();
    }

    private static @Nullable String whole(Shape shape, SchemaNames names) {
        if (shape instanceof Shape.ListOf list) {
            return whole(list.element(), names);
        }
        return shape instanceof Shape.Fields fields ? names.of(fields.name()) : null;
    }

    /**
     * A schema.
     *
     * @param name of the Struct, where it is one or holds one
     */
    private static SchemaBuilder builder(Shape shape, @Nullable String name, SchemaNames names) {
        if (shape instanceof Shape.Scalar scalar) {
            return builder(scalar);
        }
        if (shape instanceof Shape.Vector vector) {
            return named(builder(vector.type()), vector.schemaName());
        }
        if (shape instanceof Shape.ListOf list) {
            return SchemaBuilder.array(builder(list.element(), name, names).build());
        }
        SchemaBuilder struct = named(SchemaBuilder.struct(), name);
        for (Shape.Field field : ((Shape.Fields) shape).fields()) {
            SchemaBuilder part = builder(field.shape(), names.of(name, field.name()), names);
            struct.field(field.name(), field.optional() ? part.optional().build() : part.build());
        }
        return struct;
    }

    private static SchemaBuilder named(SchemaBuilder schema, @Nullable String name) {
        return name == null ? schema : schema.name(name).version(SchemaNames.VERSION);
    }

    private static SchemaBuilder builder(VectorType vector) {
        return switch (vector) {
            case FLOAT32 -> SchemaBuilder.array(Schema.FLOAT32_SCHEMA);
            case FLOAT64 -> SchemaBuilder.array(Schema.FLOAT64_SCHEMA);
            case INT8 -> SchemaBuilder.array(Schema.INT8_SCHEMA);
            case UINT8 -> SchemaBuilder.array(Schema.INT16_SCHEMA);
            case BINARY -> SchemaBuilder.bytes();
            case BASE64 -> SchemaBuilder.string();
        };
    }

    private static SchemaBuilder builder(Shape.Scalar scalar) {
        return switch (scalar) {
            case STRING -> SchemaBuilder.string();
            case BOOLEAN -> SchemaBuilder.bool();
            case INT32 -> SchemaBuilder.int32();
            case INT64 -> SchemaBuilder.int64();
            case FLOAT64 -> SchemaBuilder.float64();
            case BYTES -> SchemaBuilder.bytes();
            case VECTOR -> builder(VectorType.FLOAT32);
        };
    }

    /** A shape's value as the schema made from that shape wants it: Maps become Structs. */
    static @Nullable Object typed(Schema schema, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Struct struct = new Struct(schema);
            for (Field field : schema.fields()) {
                struct.put(field, typed(field.schema(), map.get(field.name())));
            }
            return struct;
        }
        if (value instanceof float[] vector) {
            List<Float> list = new FloatList(vector);
            return schema.valueSchema().type() == Schema.Type.FLOAT32 ? list : typed(schema.valueSchema(), list);
        }
        if (value instanceof List<?> list) {
            return typed(schema.valueSchema(), list);
        }
        return value instanceof Number number ? Numbers.of(schema.type(), number) : PlainValue.ofScalar(value);
    }

    private static List<@Nullable Object> typed(Schema element, List<?> list) {
        List<@Nullable Object> elements = new ArrayList<>(list.size());
        list.forEach(value -> elements.add(typed(element, value)));
        return elements;
    }
}
