package io.github.hfconnect.record.output;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.value.PlainValue;
import io.github.hfconnect.record.value.SchemaCopy;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A new field, which replaces what was there. A vector has the type of the vector that it replaces.
 *
 * @param plain makes a value without schema out of the content
 */
record OutputLeaf(Schema schema, OutputField.Content content, UnaryOperator<@Nullable Object> plain)
        implements OutputNode {

    /** A field whose values are copies. */
    OutputLeaf(Schema schema, OutputField.Content content) {
        this(schema, content, PlainValue::of);
    }

    @Override
    public OutputLeaf forReaders() {
        return new OutputLeaf(schema, content, PlainValue::shared);
    }

    @Override
    public Schema extend(@Nullable Schema source, @Nullable String name) {
        return source != null && isVector(source) && isVector(schema) ? SchemaCopy.optional(source) : schema;
    }

    private static boolean isVector(Schema schema) {
        return schema.type() == Schema.Type.ARRAY
                && (schema.valueSchema().type() == Schema.Type.FLOAT32
                        || schema.valueSchema().type() == Schema.Type.FLOAT64);
    }

    @Override
    public @Nullable Object fill(@Nullable Schema target, @Nullable Object source, Outcome outcome) {
        if (outcome.leavesPrediction()) {
            return target == null ? source : SchemaFit.fit(target, source);
        }
        Object value = content.of(outcome);
        return target == null ? plain.apply(value) : ShapeSchema.typed(target, value);
    }

    @Override
    public boolean writes(Outcome outcome) {
        return content.of(outcome) != null;
    }
}
