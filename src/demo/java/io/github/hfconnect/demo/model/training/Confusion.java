package io.github.hfconnect.demo.model.training;

import io.github.hfconnect.demo.model.ToxicityHead;
import java.util.List;

/** How often a head was right and wrong at one threshold; "positive" is {@code toxic}. */
record Confusion(int truePositives, int falsePositives, int falseNegatives, int trueNegatives) {

    /** What is said of a classifier where the classes are of unequal size: both classes, not accuracy alone. */
    record Scores(double accuracy, ClassScore toxic, ClassScore neutral) {}

    /** Precision, recall and their harmonic mean for one class. */
    record ClassScore(double precision, double recall, double f1) {

        private static ClassScore of(int hits, int falseAlarms, int misses) {
            return new ClassScore(
                    share(hits, hits + falseAlarms),
                    share(hits, hits + misses),
                    share(2 * hits, 2 * hits + falseAlarms + misses));
        }
    }

    /** Judges examples, calling those toxic whose probability is at least the threshold. */
    static Confusion of(ToxicityHead head, List<Example> examples, double threshold) {
        double logitThreshold = Math.log(threshold / (1 - threshold));
        int[] counts = new int[4];
        for (Example example : examples) {
            boolean calledToxic = head.logit(example.vector) >= logitThreshold;
            counts[(calledToxic ? 0 : 2) + (example.toxic == calledToxic ? 0 : 1)]++;
        }
        return new Confusion(counts[0], counts[1], counts[3], counts[2]);
    }

    Scores scores() {
        int right = truePositives + trueNegatives;
        return new Scores(
                share(right, right + falsePositives + falseNegatives),
                ClassScore.of(truePositives, falsePositives, falseNegatives),
                ClassScore.of(trueNegatives, falseNegatives, falsePositives));
    }

    /** Rounded to three digits, which is more than the sample is worth. */
    private static double share(int part, int whole) {
        return Math.round(1000.0 * part / Math.max(1, whole)) / 1000.0;
    }
}
