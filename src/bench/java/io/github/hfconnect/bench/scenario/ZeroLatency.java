package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Observation;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import java.util.ArrayList;
import java.util.List;

/** An endpoint that answers at once: what does the plugin itself cost? */
public final class ZeroLatency implements Scenario {

    /** Fewer are over before they are measured. */
    private static final int LEAST_RECORDS = 300_000;

    @Override
    public String name() {
        return "zero-latency";
    }

    @Override
    public String summary() {
        return "endpoint of 0 ms, 100-character JSON records, batches of 32: the worker's own cost";
    }

    @Override
    public boolean needsWarmth() {
        return true;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        Observation plugin = run(bed, Math.max(LEAST_RECORDS, effort.many()));
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("CPU per record", "µs", plugin.cost().cpuMicros()).atMost(20));
        figures.add(Figure.of("batch fill", "", plugin.endpoint().fill(SinkSettings.BATCH)));
        plugin.costs().stream()
                .filter(figure -> !figure.name().equals("CPU per record"))
                .forEach(figures::add);
        return figures;
    }

    /** One run of the plugin at its own speed. */
    public Observation run(Bed bed, int records) {
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(Script.INSTANT);
        Observation observation = SinkRun.observe(bed, feed, new SinkSettings());
        bed.topics().delete(feed.topic());
        return observation;
    }
}
