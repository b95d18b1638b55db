package io.github.hfconnect.record.output;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.record.value.PlainValue;
import io.github.hfconnect.record.value.SchemaCopy;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** What is added at one place of a record: a field, or a level of the record with new fields inside. */
sealed interface OutputNode permits OutputLevel, OutputNode.Leaf, Namesakes.Place {

    /**
     * The schema that the place has in an enriched record.
     *
     * @param source the place's schema in the source record, or null where there is none
     * @param name of a Struct that has to be made there, or null for none
     * @throws DataException where the source has something there that cannot take a field
     */
    Schema extend(@Nullable Schema source, @Nullable String name);

    /**
     * The value that the place has in an enriched record.
     *
     * @param target its schema there, or null without schemas
     * @param source its value in the source record, which stays as it is
     * @throws DataException where the source has something there that cannot take a field
     */
    @Nullable
    Object fill(@Nullable Schema target, @Nullable Object source, Outcome outcome);

    /** Whether an outcome has anything to write here. */
    boolean writes(Outcome outcome);

    /** A new field, which replaces what was there. A vector has the type of the vector that it replaces. */
    record Leaf(Schema schema, OutputField.Content content) implements OutputNode {

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
            return target == null ? PlainValue.of(value) : ShapeSchema.typed(target, value);
        }

        @Override
        public boolean writes(Outcome outcome) {
            return content.of(outcome) != null;
        }
    }
}
