package io.github.hfconnect.cli;

import java.util.List;

/**
 * What a threshold would do: lines with at least that score are flagged.
 *
 * @param caught flagged, and rightly so
 * @param falseAlarms flagged, and wrongly so
 * @param missed not flagged, and wrongly so
 * @param passed not flagged, and rightly so
 */
record Confusion(double threshold, long caught, long falseAlarms, long missed, long passed) {

    static Confusion at(double threshold, List<Judged> lines) {
        long caught = 0;
        long flagged = 0;
        long positive = 0;
        for (Judged line : lines) {
            boolean isFlagged = line.score() >= threshold;
            caught += isFlagged && line.positive() ? 1 : 0;
            flagged += isFlagged ? 1 : 0;
            positive += line.positive() ? 1 : 0;
        }
        long missed = positive - caught;
        return new Confusion(threshold, caught, flagged - caught, missed, lines.size() - flagged - missed);
    }

    long flagged() {
        return caught + falseAlarms;
    }

    /** How much of what is flagged is flagged rightly, from 0 to 1; NaN where nothing is flagged. */
    double precision() {
        return (double) caught / flagged();
    }

    /** How much of what should be flagged is, from 0 to 1; NaN where nothing should. */
    double recall() {
        return (double) caught / (caught + missed);
    }

    /** The harmonic mean of both: 1 where a threshold makes no mistake, 0 where it catches nothing; NaN where there is nothing to say. */
    double f1() {
        return 2.0 * caught / (2 * caught + falseAlarms + missed);
    }
}
