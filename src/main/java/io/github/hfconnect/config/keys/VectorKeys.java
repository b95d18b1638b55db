package io.github.hfconnect.config.keys;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.github.hfconnect.config.value.Choice;
import io.github.hfconnect.config.value.ChunkMode;
import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.config.value.VectorSchema;
import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.VectorType;
import io.github.hfconnect.record.output.VectorForm;
import io.github.hfconnect.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/** How vectors are written, for the stores that they go to. */
public final class VectorKeys {

    public static final String DIMENSIONS = "output.vector.dimensions";
    static final String TYPE = "output.vector.type";
    static final String SCHEMA = "output.vector.schema";

    static final Choice<VectorType> TYPES = new Choice<>(VectorType.class);
    static final Choice<VectorSchema> SCHEMAS = new Choice<>(VectorSchema.class);

    /**
     * Debezium's names of vectors by their components ({@code io.debezium.data.vector} of Debezium 3.6). Its JDBC sink makes a
     * pgvector column of type {@code halfvec} of the first, and {@code vector} of the second.
     */
    private static final Map<VectorType, String> DEBEZIUM = Map.of(
            VectorType.FLOAT32, "io.debezium.data.FloatVector", VectorType.FLOAT64, "io.debezium.data.DoubleVector");

    private VectorKeys() {}

    public static void addTo(KeyGroups keys) {
        keys.group("Vectors")
                .key(
                        TYPE,
                        STRING,
                        Choice.spelling(VectorType.FLOAT32),
                        TYPES,
                        LOW,
                        "What the components of a vector of feature-extraction are in a record. float32, float64: numbers."
                                + " int8, uint8: whole numbers from -127 to 127, or 128 more; multiplied with vector_scale"
                                + " in output.metadata.field they are the components again. binary: bytes with a bit for"
                                + " each component, 1 where it is above 0, the first one the highest. base64: text that"
                                + " holds little-endian float32. Each is made of what the model answers; binary is asked of vLLM, where it is"
                                + " new enough. Whole numbers that a custom endpoint answers stay as they are in int8.")
                .key(
                        DIMENSIONS,
                        INT,
                        null,
                        new WidthOrNone(),
                        MEDIUM,
                        "How many components a vector has. Another width, or without this and parameters.dimensions another"
                                + " than that of the first vector, is the configuration's fault: a store cannot compare"
                                + " such vectors.")
                .key(
                        SCHEMA,
                        STRING,
                        Choice.spelling(VectorSchema.PLAIN),
                        SCHEMAS,
                        LOW,
                        "What a vector is called in records with schemas. plain: nothing. debezium:"
                                + " io.debezium.data.FloatVector, or DoubleVector with output.vector.type=float64, of which"
                                + " Debezium's JDBC sink makes a pgvector column of type halfvec, or vector.");
    }

    /** How vectors are written. */
    public static VectorForm form(AbstractConfig values) {
        VectorType type = TYPES.parse(values.getString(TYPE));
        return new VectorForm(type, isNamed(values) ? DEBEZIUM.get(type) : null);
    }

    /** Whether nothing is made of a vector but its signs: a mean of several would need more. */
    static boolean keepsSignsOnly(AbstractConfig values) {
        return TYPES.parse(values.getString(TYPE)) == VectorType.BINARY && ChunkKeys.mode(values) != ChunkMode.POOL;
    }

    private static boolean isNamed(AbstractConfig values) {
        return SCHEMAS.parse(values.getString(SCHEMA)) == VectorSchema.DEBEZIUM;
    }

    /** The width that is wanted, or empty where any is. */
    public static OptionalInt dimensions(AbstractConfig values) {
        Integer wanted = values.getInt(DIMENSIONS);
        return wanted == null ? OptionalInt.empty() : OptionalInt.of(wanted);
    }

    /** What is wrong with how vectors are to be written. */
    public static List<KeyError> errors(AbstractConfig values, Task task) {
        VectorType type = TYPES.parse(values.getString(TYPE));
        List<KeyError> errors = new ArrayList<>();
        if (task.shape() != Shape.Scalar.VECTOR) {
            keysSet(values)
                    .forEach(key -> errors.add(new KeyError(
                            key,
                            "Remove it: the task is " + task.name()
                                    + ", and only feature-extraction answers a vector")));
        } else if (isNamed(values) && !DEBEZIUM.containsKey(type)) {
            errors.add(new KeyError(
                    SCHEMA,
                    "Debezium has no name for vectors of " + Choice.spelling(type) + ": set " + TYPE
                            + " to float32 or float64, or remove this"));
        } else if (type.hasScale() && ChunkKeys.mode(values) == ChunkMode.ARRAY) {
            errors.add(new KeyError(
                    TYPE,
                    "With " + ChunkKeys.MODE
                            + "=array there is no place for the scale of each piece's vector: set it to"
                            + " float32, float64, binary or base64"));
        }
        return errors;
    }

    private static List<String> keysSet(AbstractConfig values) {
        Map<String, ?> set = values.originals();
        return List.of(TYPE, DIMENSIONS, SCHEMA).stream()
                .filter(key -> set.get(key) != null)
                .toList();
    }

    /** A number that may be left out. */
    private static final class WidthOrNone implements org.apache.kafka.common.config.ConfigDef.Validator {

        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value != null) {
                atLeast(1).ensureValid(name, value);
            }
        }

        @Override
        public String toString() {
            return "at least 1";
        }
    }
}
