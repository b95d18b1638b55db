package io.github.hfconnect.bench.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Vectors of one width in one notation, made beforehand but for the first component, so that to answer costs next to nothing. The others
 * are as large as those of a vector of length 1.
 */
final class VectorTable {

    private static final int VARIANTS = 16;
    private static final long SEED = 19;

    private final VectorNotation notation;
    private final float[][] vectors = new float[VARIANTS][];
    private final ByteBuffer[] tails = new ByteBuffer[VARIANTS];

    VectorTable(int width, VectorNotation notation) {
        this.notation = notation;
        Random random = new Random(SEED);
        for (int variant = 0; variant < VARIANTS; variant++) {
            vectors[variant] = vector(width, random);
            byte[] tail = notation.tail(vectors[variant]).getBytes(StandardCharsets.US_ASCII);
            // Outside the heap, whence it is sent without a copy.
            tails[variant] = ByteBuffer.allocateDirect(tail.length).put(tail).flip();
        }
    }

    private static float[] vector(int width, Random random) {
        float[] vector = new float[width];
        for (int i = 0; i < width; i++) {
            vector[i] = (float) (random.nextGaussian() / Math.sqrt(width));
        }
        return vector;
    }

    /** Writes a vector with the given first component. */
    void write(AnswerBody body, float own) {
        int variant = Float.hashCode(own) >>> 4 & VARIANTS - 1;
        float[] vector = vectors[variant];
        vector[0] = own;
        body.write(notation.head(vector)).share(tails[variant]);
    }
}
