package io.github.hfconnect.bench.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two builds side by side: the median of each, and the median of the ratios of runs that followed each other. Only ratios are to be quoted. */
public final class ComparisonTable implements FigureTable {

    @Override
    public List<String> head() {
        return List.of(
                "| scenario | figure | unit | before | now | now / before |",
                "| --- | --- | --- | ---: | ---: | ---: |");
    }

    @Override
    public List<String> rows(List<List<Result>> ofBuilds) {
        List<String> rows = new ArrayList<>();
        for (Result now : ofBuilds.get(1)) {
            ofBuilds.get(0).stream()
                    .filter(before -> before.figure().equals(now.figure()))
                    .forEach(before -> rows.add(row(before, now)));
        }
        return rows;
    }

    private static String row(Result before, Result now) {
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < now.values().size(); run++) {
            ratios.add(now.values().get(run) / before.values().get(run));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %.3f |",
                now.scenario(),
                now.figure(),
                now.unit(),
                ResultTable.number(before.median()),
                ResultTable.number(now.median()),
                Quantiles.of(ratios).median());
    }
}
