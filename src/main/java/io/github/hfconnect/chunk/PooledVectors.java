package io.github.hfconnect.chunk;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import java.util.List;

/** The vector of a text made of those of its pieces. */
final class PooledVectors {

    /** A length as near to 1 as that is what rounding to float32 leaves. */
    private static final double ROUNDING = 1e-4;

    private PooledVectors() {}

    /** The mean of vectors under weights, with the length 1. */
    static float[] mean(List<float[]> vectors, double[] weights) {
        double[] sums = new double[vectors.get(0).length];
        for (int i = 0; i < vectors.size(); i++) {
            add(sums, vectors.get(i), weights[i]);
        }
        return vectors.size() == 1 && isUnit(vectors.get(0)) ? vectors.get(0) : unit(sums);
    }

    private static void add(double[] sums, float[] vector, double weight) {
        if (vector.length != sums.length) {
            throw new InferenceException(Failure.of(
                    FailureKind.MALFORMED,
                    "The pieces of one text have vectors of different lengths: " + sums.length + " and "
                            + vector.length));
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * vector[i];
        }
    }

    private static boolean isUnit(float[] vector) {
        double squares = 0;
        for (float component : vector) {
            squares += (double) component * component;
        }
        return Math.abs(squares - 1) < ROUNDING;
    }

    /** Of the same direction; vectors that cancel each other out have none. */
    private static float[] unit(double[] sums) {
        double squares = 0;
        for (double sum : sums) {
            squares += sum * sum;
        }
        double length = squares == 0 ? 1 : Math.sqrt(squares);
        float[] unit = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            unit[i] = (float) (sums[i] / length);
        }
        return unit;
    }
}
