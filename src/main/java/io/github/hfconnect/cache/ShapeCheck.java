package io.github.hfconnect.cache;

import io.github.hfconnect.inference.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a value is one of a shape. */
final class ShapeCheck {

    private ShapeCheck() {}

    static boolean fits(Shape shape, @Nullable Object value) {
        if (shape instanceof Shape.ListOf list) {
            return value instanceof List<?> elements
                    && elements.stream().allMatch(element -> fits(list.element(), element));
        }
        if (shape instanceof Shape.Fields fields) {
            return value instanceof Map<?, ?> map && fields.fields().stream().allMatch(field -> fits(field, map));
        }
        return type((Shape.Scalar) shape).isInstance(value);
    }

    private static boolean fits(Shape.Field field, Map<?, ?> map) {
        Object value = map.get(field.name());
        return value == null ? field.optional() : fits(field.shape(), value);
    }

    private static Class<?> type(Shape.Scalar scalar) {
        return switch (scalar) {
            case STRING -> String.class;
            case BOOLEAN -> Boolean.class;
            case INT32 -> Integer.class;
            case INT64 -> Long.class;
            case FLOAT64 -> Double.class;
            case BYTES -> ByteBuffer.class;
            case VECTOR -> float[].class;
        };
    }
}
