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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Records of 32 tenants in turn, each with a parameter of its own, so that no neighbours may share a call: do batches fill all the same? */
final class Tenants implements Scenario {

    private static final int TENANTS = 32;
    private static final Duration LATENCY = Duration.ofMillis(20);

    @Override
    public String name() {
        return "tenants";
    }

    @Override
    public String summary() {
        return "endpoint of 20 ms, batches of 32, parameters of 32 tenants in turn";
    }

    @Override
    public boolean needsWarmth() {
        return true;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException, InterruptedException {
        bed.endpoint().follow(Script.latency(LATENCY));
        double bare = new BareLoad(bed.endpoint().url(), SinkSettings.IN_FLIGHT, SinkSettings.BATCH)
                .itemsPerSecond(Duration.ofSeconds(1), effort.steady());
        Observation plugin = run(bed, effort.records(SinkSettings.IN_FLIGHT, SinkSettings.BATCH, LATENCY));
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("share of the bare load generator", "", plugin.perSecond() / bare)
                .atLeast(0.9));
        figures.add(Figure.of("bare load generator", "records/s", bare));
        figures.add(Figure.of("batch fill", "", plugin.endpoint().fill(SinkSettings.BATCH))
                .atLeast(0.8));
        figures.addAll(plugin.costs());
        return figures;
    }

    private Observation run(Bed bed, int records) {
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records);
        bed.topics().fill(feed, Tenants::value);
        bed.endpoint().follow(Script.latency(LATENCY));
        Observation observation = SinkRun.observe(bed, feed, new SinkSettings().set("parameters.tenant", "{{tenant}}"));
        bed.topics().delete(feed.topic());
        return observation;
    }

    private static byte[] value(String key, int number) {
        return ("{\"tenant\":\"tenant-" + number % TENANTS + "\",\"text\":\"" + SampleRecords.text(key) + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
