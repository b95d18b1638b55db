package io.github.hfconnect.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people read who choose a threshold: a table, and what it proposes for a topic of flagged and a topic of clean records.
 *
 * @param label whose score decides
 * @param step from one threshold to the next
 * @param precision wanted of what is flagged
 * @param recall wanted of what is not taken for clean
 */
record ThresholdReport(String label, double step, double precision, double recall) {

    /**
     * A line each, without ends of lines.
     *
     * @param by the field by whose values there is a table of its own, or null
     */
    List<String> lines(List<Judged> judged, @Nullable String by) {
        List<String> lines = new ArrayList<>(section("all", judged));
        if (by != null) {
            Map<String, List<Judged>> groups =
                    judged.stream().collect(Collectors.groupingBy(Judged::group, TreeMap::new, Collectors.toList()));
            groups.forEach((value, group) -> {
                lines.add("");
                lines.addAll(section(by + " " + value, group));
            });
        }
        return lines;
    }

    private List<String> section(String name, List<Judged> judged) {
        Thresholds thresholds = Thresholds.of(judged, step);
        List<String> lines = new ArrayList<>();
        lines.add(name + ": " + judged.size() + " lines, " + thresholds.positive() + " of them " + label);
        lines.addAll(thresholds.table());
        lines.add("best F1: "
                + thresholds
                        .best()
                        .map(row -> number(row.f1()) + " at " + number(row.threshold()))
                        .orElse("none, since no line is " + label));
        lines.addAll(proposal(thresholds));
        return lines;
    }

    private List<String> proposal(Thresholds thresholds) {
        Optional<Confusion> flagged = thresholds.precise(precision);
        Optional<Confusion> clean = thresholds.safe(recall);
        List<String> lines = new ArrayList<>();
        lines.add("flagged: "
                + flagged.map(row -> "min.score=" + number(row.threshold()) + ", of which " + percent(row.precision())
                                + " are rightly flagged")
                        .orElse("no threshold is right in " + percent(precision) + " of its cases"));
        lines.add("clean: "
                + clean.map(row -> "max.score=" + number(row.threshold()) + ", which misses "
                                + percent(1 - row.recall()) + " of what is " + label)
                        .orElse("no threshold misses at most " + percent(1 - recall) + " of what is " + label));
        if (flagged.isPresent() && clean.isPresent()) {
            long between =
                    thresholds.between(clean.get().threshold(), flagged.get().threshold());
            lines.add("review: " + between + " lines in between, "
                    + percent((double) between / thresholds.lines().size()));
        }
        return lines;
    }

    private static String number(double value) {
        return Thresholds.number(value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
