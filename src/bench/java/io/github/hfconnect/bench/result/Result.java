package io.github.hfconnect.bench.result;

import io.github.hfconnect.bench.result.Figure.Bound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure over all runs of its scenario.
 *
 * @param values one a run
 * @param bound that the median is to keep, or null
 */
public record Result(
        String scenario,
        String figure,
        String unit,
        List<Double> values,
        @Nullable Bound bound) {

    /** Puts together the figures of several runs, in the order of the first. */
    public static List<Result> of(String scenario, List<List<Figure>> runs) {
        Map<String, Result> byName = new LinkedHashMap<>();
        for (List<Figure> run : runs) {
            for (Figure figure : run) {
                byName.computeIfAbsent(
                                figure.name(),
                                name -> new Result(scenario, name, figure.unit(), new ArrayList<>(), figure.bound()))
                        .values
                        .add(figure.value());
            }
        }
        return List.copyOf(byName.values());
    }

    /** The median of the values. */
    public double median() {
        return Quantiles.of(values).median();
    }

    /** Whether the median keeps the bound; true where there is none. */
    boolean holds() {
        return bound == null || bound.holds(median());
    }
}
