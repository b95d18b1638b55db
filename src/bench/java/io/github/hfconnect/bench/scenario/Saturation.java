package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Observation;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.peer.BareLoad;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * More work than an endpoint of fixed latency can do: what share of it does the plugin get out of it?
 *
 * @param name as the command line knows it
 * @param latency of the endpoint
 * @param wanted share of what the bare load generator gets
 */
public record Saturation(String name, Duration latency, double wanted) implements Scenario {

    static final int PARTITIONS = 8;

    @Override
    public String summary() {
        return "batches of 32, 16 in flight, 8 partitions, order kept, endpoint of " + latency.toMillis() + " ms";
    }

    @Override
    public boolean needsWarmth() {
        return true;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException, InterruptedException {
        bed.endpoint().follow(Script.latency(latency));
        double bare = new BareLoad(bed.endpoint().url(), SinkSettings.IN_FLIGHT, SinkSettings.BATCH)
                .itemsPerSecond(Duration.ofSeconds(1), effort.steady());
        Observation plugin = run(bed, effort, new SinkSettings());
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("share of the bare load generator", "", plugin.perSecond() / bare)
                .atLeast(wanted));
        figures.add(Figure.of("bare load generator", "records/s", bare));
        figures.add(Figure.of("batch fill", "", plugin.endpoint().fill(SinkSettings.BATCH))
                .atLeast(0.9));
        figures.addAll(plugin.costs());
        return figures;
    }

    /** One run of the plugin over as many records as the time needs. */
    Observation run(Bed bed, Effort effort, SinkSettings settings) {
        int records = effort.records(SinkSettings.IN_FLIGHT, SinkSettings.BATCH, latency);
        Feed feed = Feed.samples(bed.newName(name), PARTITIONS, records);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(Script.latency(latency));
        Observation observation = SinkRun.observe(bed, feed, settings);
        bed.topics().delete(feed.topic());
        return observation;
    }
}
