package io.github.hfconnect.record.output;

import io.github.hfconnect.inference.VectorType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Vectors in fewer bytes. */
final class Quantisation {

    private static final int LARGEST = 127;
    private static final int OFFSET = 128;

    private Quantisation() {}

    /** The vector as a type has it: itself, a list of whole numbers, bytes or text. */
    static Object of(float[] vector, VectorType type) {
        return switch (type) {
            case FLOAT32, FLOAT64 -> vector;
            case INT8 -> int8(vector);
            case UINT8 -> uint8(vector);
            case BINARY -> ByteBuffer.wrap(bits(vector));
            case BASE64 -> base64(vector);
        };
    }

    /** What the whole numbers of a vector are to be multiplied with: its largest component is the largest number, unless it has some already. */
    static double scale(float[] vector) {
        if (isQuantised(vector)) {
            return 1;
        }
        float largest = 0;
        for (float component : vector) {
            largest = Math.max(largest, Math.abs(component));
        }
        return largest == 0 ? 1 : (double) largest / LARGEST;
    }

    /** As Cohere answers {@code int8}: to make them larger would round them once more. */
    private static boolean isQuantised(float[] vector) {
        float largest = 0;
        for (float component : vector) {
            if (component != Math.rint(component) || component < Byte.MIN_VALUE || component > Byte.MAX_VALUE) {
                return false;
            }
            largest = Math.max(largest, Math.abs(component));
        }
        return largest > 1;
    }

    private static List<Byte> int8(float[] vector) {
        double scale = scale(vector);
        List<Byte> numbers = new ArrayList<>(vector.length);
        for (float component : vector) {
            numbers.add((byte) Math.round(component / scale));
        }
        return numbers;
    }

    private static List<Short> uint8(float[] vector) {
        return int8(vector).stream().map(number -> (short) (number + OFFSET)).toList();
    }

    private static byte[] bits(float[] vector) {
        byte[] bits = new byte[(vector.length + Byte.SIZE - 1) / Byte.SIZE];
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                bits[i / Byte.SIZE] |= (byte) (OFFSET >> i % Byte.SIZE);
            }
        }
        return bits;
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
