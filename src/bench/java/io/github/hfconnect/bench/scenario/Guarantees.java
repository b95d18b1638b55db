package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Observation;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.result.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same load with each delivery guarantee: what does exactly-once cost? */
final class Guarantees implements Scenario {

    private static final String KEY = "delivery.guarantee";

    private final Saturation load = new Saturation("guarantees", Duration.ofMillis(20), 0);

    @Override
    public String name() {
        return load.name();
    }

    @Override
    public String summary() {
        return "at-least-once and exactly-once, " + load.summary();
    }

    @Override
    public List<String> keys() {
        return List.of(KEY);
    }

    @Override
    public boolean needsWarmth() {
        return true;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        Observation atLeastOnce = load.run(bed, effort, new SinkSettings().set(KEY, "at-least-once"));
        Observation exactlyOnce = load.run(bed, effort, new SinkSettings().set(KEY, "exactly-once"));
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("exactly-once to at-least-once", "", exactlyOnce.perSecond() / atLeastOnce.perSecond())
                .atLeast(0.95));
        figures.add(Figure.of("throughput, at-least-once", "records/s", atLeastOnce.perSecond()));
        figures.addAll(exactlyOnce.costs());
        return figures;
    }
}
