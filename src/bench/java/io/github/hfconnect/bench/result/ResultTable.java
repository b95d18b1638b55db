package io.github.hfconnect.bench.result;

import io.github.hfconnect.bench.result.Figure.Bound;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What one build reaches, beside what is wanted. */
public final class ResultTable implements FigureTable {

    @Override
    public List<String> head() {
        return List.of(
                row("scenario", "figure", "median", "least..most", "unit", "wanted", "met"),
                row("---", "---", "---:", "---:", "---", "---:", "---"));
    }

    @Override
    public List<String> rows(List<List<Result>> ofBuilds) {
        return ofBuilds.get(0).stream().map(ResultTable::row).toList();
    }

    private static String row(Result result) {
        Quantiles values = Quantiles.of(result.values());
        return row(
                result.scenario(),
                result.figure(),
                number(values.median()),
                result.values().size() == 1 ? "" : number(values.min()) + ".." + number(values.max()),
                result.unit(),
                wanted(result.bound()),
                result.bound() == null ? "" : result.holds() ? "yes" : "NO");
    }

    private static String wanted(@Nullable Bound bound) {
        return bound == null ? "" : (bound.least() ? ">= " : "<= ") + number(bound.limit());
    }

    /** Three significant digits and no more than a reader needs. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "-";
        }
        double size = Math.abs(value);
        String format =
                size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, "| %-15s | %-36s | %12s | %25s | %-9s | %12s | %-4s |", (Object[]) cells);
    }
}
