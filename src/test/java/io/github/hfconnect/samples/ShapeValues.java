package io.github.hfconnect.samples;

import io.github.hfconnect.inference.Shape;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Values of any shape, by chance: so that a new task's predictions are tested without being thought of. */
final class ShapeValues {

    private static final List<String> TEXTS =
            List.of("", "a", "two\nlines", "\"quoted\" \\ \u0000", "Gr\u00fc\u00dfe \ud83d\ude00", "null", "1e5");

    /** Without the negative zero, which JSON converters read as zero. */
    private static final List<Double> NUMBERS =
            List.of(0.0, 1.0, 0.1, 1e-300, Double.MAX_VALUE, Double.MIN_VALUE, -123456.789);

    private final Random random;

    ShapeValues(long seed) {
        random = new Random(seed);
    }

    Object of(Shape shape) {
        if (shape instanceof Shape.Fields fields) {
            Map<String, Object> values = new LinkedHashMap<>();
            fields.fields().stream()
                    .filter(field -> !field.optional() || random.nextBoolean())
                    .forEach(field -> values.put(field.name(), of(field.shape())));
            return values;
        }
        if (shape instanceof Shape.ListOf list) {
            return IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> of(list.element()))
                    .toList();
        }
        return ofScalar((Shape.Scalar) shape);
    }

    private Object ofScalar(Shape.Scalar scalar) {
        return switch (scalar) {
            case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
            case BOOLEAN -> random.nextBoolean();
            case INT32 -> random.nextInt();
            case INT64 -> random.nextLong();
            case FLOAT64 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
            case BYTES -> bytes();
            case VECTOR -> vector();
        };
    }

    /** A part of a longer array, which careless code writes as a whole. */
    private ByteBuffer bytes() {
        byte[] all = new byte[8];
        random.nextBytes(all);
        return ByteBuffer.wrap(all, 2, random.nextInt(6)).asReadOnlyBuffer();
    }

    private float[] vector() {
        float[] vector = new float[1 + random.nextInt(5)];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
