package io.github.hfconnect.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a value is what its task's shape says. */
public final class ShapeAssert {

    private ShapeAssert() {}

    public static void assertConforms(@Nullable Object value, Shape shape) {
        if (shape instanceof Shape.Fields fields && value instanceof Map<?, ?> map) {
            assertFieldsConform(map, fields);
        } else if (shape instanceof Shape.ListOf list && value instanceof List<?> elements) {
            elements.forEach(element -> assertConforms(element, list.element()));
        } else if (shape == Shape.Scalar.VECTOR && value instanceof float[] vector) {
            assertFinite(vector);
        } else {
            assertScalarConforms(value, shape);
        }
    }

    private static void assertFieldsConform(Map<?, ?> map, Shape.Fields shape) {
        List<String> names = map.keySet().stream().map(String::valueOf).toList();
        assertThat(shape.fields()).extracting(Shape.Field::name).containsAll(names);
        for (Shape.Field field : shape.fields()) {
            Object part = map.get(field.name());
            if (part != null || !field.optional()) {
                assertConforms(part, field.shape());
            }
        }
    }

    private static void assertFinite(float[] vector) {
        assertThat(vector).isNotEmpty();
        for (float component : vector) {
            assertThat(component).isFinite();
        }
    }

    private static void assertScalarConforms(@Nullable Object value, Shape shape) {
        assertThat(value).isInstanceOf(javaType((Shape.Scalar) shape));
        if (value instanceof Double number) {
            assertThat(number).isFinite();
        }
    }

    private static Class<?> javaType(Shape.Scalar scalar) {
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
