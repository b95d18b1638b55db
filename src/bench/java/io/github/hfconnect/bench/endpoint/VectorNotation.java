package io.github.hfconnect.bench.endpoint;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a server spells a vector. */
enum VectorNotation {

    /** Each float in as few digits as tell it from others: text-embeddings-inference 1.9 ({@code serde_json} of {@code f32}). */
    FLOATS {
        @Override
        String head(float[] vector) {
            return "[" + number(vector[0]);
        }

        @Override
        String tail(float[] vector) {
            return numbers(vector, VectorNotation::number);
        }
    },

    /** Each float as the double that it is, in up to 17 digits: vLLM 0.20, whose lists of Python's floats are made of float32. */
    DOUBLES {
        @Override
        String head(float[] vector) {
            return "[" + number((double) vector[0]);
        }

        @Override
        String tail(float[] vector) {
            return numbers(vector, component -> number((double) component));
        }
    },

    /** {@code encoding_format=base64}: little-endian float32. */
    BASE64 {
        @Override
        String head(float[] vector) {
            return '"' + base64(vector, 0, WHOLE_GROUPS);
        }

        @Override
        String tail(float[] vector) {
            return base64(vector, WHOLE_GROUPS, vector.length) + '"';
        }
    };

    /** Components that fill whole groups of Base64, so that what follows can be spelled by itself. */
    private static final int WHOLE_GROUPS = 3;

    /** The beginning, which the first component is in. */
    abstract String head(float[] vector);

    /** All that follows, whatever the first component is. */
    abstract String tail(float[] vector);

    private interface Spelling {
        String of(float component);
    }

    private static String numbers(float[] vector, Spelling spelling) {
        return IntStream.range(1, vector.length)
                .mapToObj(i -> spelling.of(vector[i]))
                .collect(Collectors.joining(",", ",", "]"));
    }

    private static String number(float component) {
        return new BigDecimal(Float.toString(component)).toPlainString();
    }

    private static String number(double component) {
        return new BigDecimal(Double.toString(component)).toPlainString();
    }

    private static String base64(float[] vector, int from, int to) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector, from, to - from);
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
