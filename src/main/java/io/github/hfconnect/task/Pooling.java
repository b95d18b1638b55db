package io.github.hfconnect.task;

import java.util.List;

/** How the vectors of a text's tokens become the vector of the text: {@code output.pooling}. */
public enum Pooling {
    /** Only answers that are pooled already are taken. */
    NONE,
    /** The mean of every component over the tokens. */
    MEAN;

    /** The mean of vectors of equal length, at least one. */
    static float[] mean(List<float[]> vectors) {
        double[] sums = new double[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += vector[i];
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            mean[i] = (float) (sums[i] / vectors.size());
        }
        return mean;
    }
}
