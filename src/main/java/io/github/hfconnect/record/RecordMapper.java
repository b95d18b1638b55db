package io.github.hfconnect.record;

import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Outcome.Passed.Reason;
import io.github.hfconnect.record.input.BroughtAlong;
import io.github.hfconnect.record.input.InputReader;
import io.github.hfconnect.record.input.InputRules;
import io.github.hfconnect.record.input.Reading;
import io.github.hfconnect.record.output.OutputField;
import io.github.hfconnect.record.output.OutputLevel;
import io.github.hfconnect.record.output.SchemaNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * From a record's key or value to an input, and with the outcome to the enriched key or value. Works on Structs and
 * schemaless Maps; anything else becomes the field {@code value} of a new Struct or Map. One source schema gives one
 * target schema, always the same object while it is in use. Safe for use by several threads.
 */
public final class RecordMapper {

    private static final int MOST_SCHEMAS = 64;

    private final InputReader reader;
    private final BroughtAlong broughtAlong;
    private final OutputLevel output;
    private final boolean deep;
    private final MissingRow missingRow;
    /** The last schema that was found to have room for the output. */
    private volatile @Nullable Schema roomy;

    private final Map<Schema, TargetSchema> schemas = Collections.synchronizedMap(new LeastRecentlyUsed());

    /** A mapper that asks about every record, and gives predictions the names that they have by default. */
    public RecordMapper(InputReader reader, List<OutputField> fields) {
        this(reader, BroughtAlong.nothing(), fields, new SchemaNames(SchemaNames.DEFAULT_NAMESPACE));
    }

    /**
     * A mapper.
     *
     * @param broughtAlong which predictions in the records themselves will do
     * @param names of the Structs that come into records with schemas
     */
    public RecordMapper(InputReader reader, BroughtAlong broughtAlong, List<OutputField> fields, SchemaNames names) {
        this(reader, broughtAlong, OutputLevel.of(fields, names), MissingRow.of(fields));
    }

    private RecordMapper(InputReader reader, BroughtAlong broughtAlong, OutputLevel output, MissingRow missingRow) {
        this.reader = reader;
        this.broughtAlong = broughtAlong;
        this.output = output;
        this.deep = output.isDeep();
        this.missingRow = missingRow;
    }

    /**
     * The same for who reads enriched records and changes nothing in them: without schema they may hold parts of the prediction that other
     * records hold, too.
     */
    public RecordMapper forReaders() {
        return new RecordMapper(reader, broughtAlong, output.forReaders(), missingRow);
    }

    /** Reads the input; a tombstone has none, and a record that brings its prediction along needs none. */
    public Reading input(@Nullable Schema schema, @Nullable Object value) {
        if (value == null) {
            return InputRules.passed(Reason.TOMBSTONE);
        }
        Outcome.Carried present = broughtAlong.present(value);
        return present != null && hasRoomFor(present, schema, value) ? carried(present) : toAsk(schema, value);
    }

    private Reading toAsk(@Nullable Schema schema, Object value) {
        if (missingRow.isIn(value)) {
            return InputRules.passed(Reason.DELETED);
        }
        Reading reading = reader.read(value);
        if (!(reading instanceof Reading.Ask ask)) {
            return reading;
        }
        Outcome.Carried unchanged = broughtAlong.unchanged(value, ask.input(), reader);
        if (unchanged != null && hasRoomFor(unchanged, schema, value)) {
            return carried(unchanged);
        }
        return deep || schema != roomy ? ifItHasRoom(schema, value, reading) : reading;
    }

    private Reading carried(Outcome.Carried prediction) {
        broughtAlong.listener().carried();
        return new Reading.Settled(prediction);
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
            requireRoom(schema, value);
            roomy = schema;
            return reading;
        } catch (DataException e) {
            return InputReader.unusable(e);
        }
    }

    private void requireRoom(@Nullable Schema schema, Object value) {
        if (schema == null) {
            output.requireRoom(null, source(value));
        } else {
            TargetSchema target = target(schema);
            output.requireRoom(target.target(), target.wrap(value));
        }
    }

    /**
     * The enriched key or value. A tombstone stays as it is, and so does a record without the field that was to be read, and a
     * schemaless one whose row is gone or whose input was not sent.
     *
     * @throws DataException where the record has something in the way of the output fields
     */
    public SchemaAndValue enriched(@Nullable Schema schema, @Nullable Object value, Outcome outcome) {
        if (value == null || isToStay(schema, outcome)) {
            return new SchemaAndValue(schema, value);
        }
        if (schema == null) {
            return new SchemaAndValue(null, output.fill(null, source(value), outcome));
        }
        TargetSchema target = target(schema);
        return new SchemaAndValue(target.target(), target.level().fill(target.target(), target.wrap(value), outcome));
    }

    private static boolean isToStay(@Nullable Schema schema, Outcome outcome) {
        return outcome instanceof Outcome.Passed passed
                && switch (passed.reason()) {
                    case MISSING -> true;
                    case UNAVAILABLE, DELETED -> schema == null;
                    case TOMBSTONE, EMPTY -> false;
                };
    }

    private static Object source(Object value) {
        return value instanceof Map<?, ?> ? value : Map.of(TargetSchema.VALUE, value);
    }

    private TargetSchema target(Schema schema) {
        return schemas.computeIfAbsent(schema, source -> TargetSchema.of(source, output));
    }

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
