package io.github.hfconnect.record;

import io.github.hfconnect.inference.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * From a record's key or value to an input, and with the outcome to the enriched key or value. Works on Structs and
 * schemaless Maps; anything else becomes the field {@code value} of a new Struct or Map. One source schema gives one
 * target schema, always the same object while it is in use. Safe for use by several threads.
 */
public final class RecordMapper {

    /** Of a record that is no Struct or Map, the field that keeps it. */
    private static final String VALUE = "value";

    private static final int MOST_SCHEMAS = 64;

    private final InputReader reader;
    private final BroughtAlong broughtAlong;
    private final OutputLevel output;
    private final MissingRow missingRow;
    private final Map<Schema, TargetSchema> schemas = Collections.synchronizedMap(new LeastRecentlyUsed());

    /** A mapper that asks about every record. */
    public RecordMapper(InputReader reader, List<OutputField> fields) {
        this(reader, BroughtAlong.nothing(), fields);
    }

    /**
     * A mapper.
     *
     * @param broughtAlong which predictions in the records themselves will do
     */
    public RecordMapper(InputReader reader, BroughtAlong broughtAlong, List<OutputField> fields) {
        this.reader = reader;
        this.broughtAlong = broughtAlong;
        this.output = OutputLevel.of(fields);
        this.missingRow = MissingRow.of(fields);
    }

    /** Reads the input; a tombstone has none, and a record that brings its prediction along needs none. */
    public Reading input(@Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            return new Reading.Settled(new Outcome.Passed());
        }
        Outcome.Carried present = broughtAlong.present(value);
        return present != null && hasRoomFor(present, schema, value)
                ? new Reading.Settled(present)
                : toAsk(schema, value);
    }

    private Reading toAsk(@Nullable Schema schema, Object value) {
        if (missingRow.isIn(value)) {
            return new Reading.Settled(new Outcome.Passed());
        }
        Reading reading = reader.read(value);
        if (!(reading instanceof Reading.Ask ask)) {
            return reading;
        }
        Outcome.Carried unchanged = broughtAlong.unchanged(value, ask.input(), reader);
        if (unchanged != null && hasRoomFor(unchanged, schema, value)) {
            return new Reading.Settled(unchanged);
        }
        return output.isDeep() ? ifItHasRoom(schema, value, reading) : reading;
    }

    /** What stands in a record need not have the shape of this task's predictions. */
    private boolean hasRoomFor(Outcome.Carried carried, @Nullable Schema schema, Object value) {
        try {
            enriched(schema, value, carried);
            return true;
        } catch (DataException e) {
            return false;
        }
    }

    /** No call is paid for when its answer would have no place in the record. */
    private Reading ifItHasRoom(@Nullable Schema schema, Object value, Reading reading) {
        try {
            TargetSchema target = target(schema);
            output.requireRoom(target == null ? null : target.target(), source(target, value));
            return reading;
        } catch (DataException e) {
            return InputReader.unusable(e);
        }
    }

    /**
     * The enriched key or value; a tombstone stays as it is.
     *
     * @throws DataException where the record has something in the way of the output fields
     */
    public SchemaAndValue enriched(@Nullable Schema schema, @Nullable Object value, Outcome outcome) {
        if (value == null) {
            return new SchemaAndValue(schema, null);
        }
        TargetSchema target = target(schema);
        Schema targetSchema = target == null ? null : target.target();
        return new SchemaAndValue(targetSchema, output.fill(targetSchema, source(target, value), outcome));
    }

    private @Nullable TargetSchema target(@Nullable Schema schema) {
        return schema == null ? null : schemas.computeIfAbsent(schema, this::targetSchema);
    }

    private static Object source(@Nullable TargetSchema target, Object value) {
        if (target == null) {
            return value instanceof Map<?, ?> ? value : Map.of(VALUE, value);
        }
        return value instanceof Struct ? value : new Struct(target.source()).put(VALUE, value);
    }

    private TargetSchema targetSchema(Schema schema) {
        Schema source = schema.type() == Schema.Type.STRUCT
                ? schema
                : SchemaBuilder.struct().field(VALUE, schema).build();
        return new TargetSchema(source, output.extend(source));
    }

    /** The schema of a Struct to start from, and the same with the output fields. */
    private record TargetSchema(Schema source, Schema target) {}

    private static final class LeastRecentlyUsed extends LinkedHashMap<Schema, TargetSchema> {

        LeastRecentlyUsed() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Schema, TargetSchema> eldest) {
            return size() > MOST_SCHEMAS;
        }
    }
}
