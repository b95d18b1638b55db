package io.github.hfconnect.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Labelled lines under every threshold that is weighed.
 *
 * @param lines with a score
 * @param rows by threshold, the lowest first
 */
record Thresholds(List<Judged> lines, List<Confusion> rows) {

    private static final String TITLES = "threshold   flagged    missed   false alarms   precision   recall      F1";

    /**
     * Tries the thresholds between 0 and 1.
     *
     * @param step from one to the next
     */
    static Thresholds of(List<Judged> lines, double step) {
        List<Confusion> rows = new ArrayList<>();
        int steps = (int) Math.round(1 / step);
        for (int i = 1; i < steps; i++) {
            // Not by adding: 0.05 sixteen times is no 0.8.
            rows.add(Confusion.at((double) i / steps, lines));
        }
        return new Thresholds(List.copyOf(lines), List.copyOf(rows));
    }

    /** The one with the best F1, the lowest of several; empty where no line is positive. */
    Optional<Confusion> best() {
        return rows.stream()
                .filter(row -> !Double.isNaN(row.f1()))
                .max(Comparator.comparingDouble(Confusion::f1)
                        .thenComparing(
                                Comparator.comparingDouble(Confusion::threshold).reversed()));
    }

    /** The lowest from which what is flagged is right often enough. */
    Optional<Confusion> precise(double precision) {
        return rows.stream().filter(row -> row.precision() >= precision).findFirst();
    }

    /** The highest under which few enough are missed. */
    Optional<Confusion> safe(double recall) {
        return last(row -> row.recall() >= recall);
    }

    private Optional<Confusion> last(Predicate<Confusion> wanted) {
        return rows.stream().filter(wanted).reduce((lower, higher) -> higher);
    }

    long positive() {
        return lines.stream().filter(Judged::positive).count();
    }

    /** How many lines have a score in between, the bounds left out. */
    long between(double low, double high) {
        return lines.stream()
                .filter(line -> low <= line.score() && line.score() < high)
                .count();
    }

    /** As a table for people: a title, and a line for each threshold. */
    List<String> table() {
        List<String> table = new ArrayList<>();
        table.add(TITLES);
        rows.forEach(row -> table.add(inWords(row)));
        return table;
    }

    private static String inWords(Confusion row) {
        return String.format(
                Locale.ROOT,
                "%9s %9d %9d %14d %11s %8s %7s",
                number(row.threshold()),
                row.flagged(),
                row.missed(),
                row.falseAlarms(),
                number(row.precision()),
                number(row.recall()),
                number(row.f1()));
    }

    /** With three digits; - where there is none. */
    static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
