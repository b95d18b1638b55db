package io.github.hfconnect.record.output;

import io.github.hfconnect.inference.Shape;
import io.github.hfconnect.inference.VectorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the vectors in predictions are written.
 *
 * @param type of their components
 * @param schemaName of the list, by which a consumer knows a vector; null for none
 */
public record VectorForm(VectorType type, @Nullable String schemaName) {

    /** As models make them. */
    public static final VectorForm PLAIN = new VectorForm(VectorType.FLOAT32, null);

    /** The shape of a prediction whose vectors have this form. */
    public Shape of(Shape shape) {
        if (equals(PLAIN)) {
            return shape;
        }
        if (shape instanceof Shape.ListOf list) {
            return Shape.listOf(of(list.element()));
        }
        if (shape instanceof Shape.Fields fields) {
            return new Shape.Fields(
                    fields.name(), fields.fields().stream().map(this::of).toList());
        }
        return shape == Shape.Scalar.VECTOR ? new Shape.Vector(type, schemaName) : shape;
    }

    private Shape.Field of(Shape.Field field) {
        return new Shape.Field(field.name(), of(field.shape()), field.optional());
    }

    /** A prediction with its vectors in this form; what a record has brought along is in it already. */
    @Nullable
    Object of(@Nullable Object value) {
        if (value instanceof float[] vector) {
            return Quantisation.of(vector, type);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::of).collect(Collectors.toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, part) -> copy.put(name, of(part)));
            return copy;
        }
        return value;
    }
}
