package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Observation;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.peer.BareLoad;
import io.github.hfconnect.bench.peer.VectorWire;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Embeddings on each wire that servers have for them: what share does the plugin get of what a bare client does that reads the same bodies
 * into {@code float[]}? The output is JSON.
 *
 * @param width components of a vector
 * @param latency of the endpoint
 */
public record Vectors(int width, Duration latency) implements Scenario {

    private static final Duration USUAL = Duration.ofMillis(20);

    /** A bare client that comes as near is bound by the endpoint, and so should the plugin be. */
    private static final double NEAR = 0.95;

    private static final int FEWEST_RECORDS = 5_000;

    /** All widths, at an endpoint that binds nobody, and at one that does. */
    static Stream<Scenario> all() {
        return Stream.of(USUAL, Duration.ofMillis(200))
                .flatMap(latency -> Stream.of(384, 1024, 1536, 4096).map(width -> new Vectors(width, latency)));
    }

    @Override
    public String name() {
        return "vectors-" + width + (latency.equals(USUAL) ? "" : "-" + latency.toMillis() + "ms");
    }

    @Override
    public String summary() {
        return "vectors of " + width + " on three wires, batches of 32, 16 in flight, endpoint of " + latency.toMillis()
                + " ms";
    }

    /** Those but one: they tell more of the same. */
    @Override
    public boolean isLong() {
        return width != 1536 || !latency.equals(USUAL);
    }

    @Override
    public boolean needsWarmth() {
        return true;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        double tei = measure(bed, effort, VectorWire.TEI, figures);
        double floats = measure(bed, effort, VectorWire.FLOATS, figures);
        double base64 = measure(bed, effort, VectorWire.BASE64, figures);
        figures.add(Figure.of("CPU a vector, base64 over TEI's floats", "", base64 / tei));
        figures.add(Figure.of("CPU a vector, base64 over floats", "", base64 / floats)
                .atMost(0.5));
        return figures;
    }

    /** Measures one wire, and says what a record costs on it, in microseconds. */
    private double measure(Bed bed, Effort effort, VectorWire wire, List<Figure> figures) throws InterruptedException {
        double bare = bare(bed, effort, wire);
        Observation plugin = run(bed, effort, wire, bare);
        figures.addAll(figures(wire, bare, plugin));
        return plugin.cost().cpuMicros();
    }

    private List<Figure> figures(VectorWire wire, double bare, Observation plugin) {
        Figure share = Figure.of(wire.title() + ", share of the bare client", "", plugin.perSecond() / bare);
        boolean bound = bare >= NEAR * SinkSettings.IN_FLIGHT * SinkSettings.BATCH * 1e9 / latency.toNanos();
        return List.of(
                bound ? share.atLeast(NEAR) : share,
                Figure.of(wire.title() + ", bare client", "records/s", bare),
                Figure.of(wire.title() + ", throughput", "records/s", plugin.perSecond()),
                Figure.of(wire.title() + ", CPU per record", "µs", plugin.cost().cpuMicros()),
                Figure.of(
                        wire.title() + ", allocation per record",
                        "bytes",
                        plugin.cost().allocatedBytes()),
                Figure.of(wire.title() + ", batch fill", "", plugin.endpoint().fill(SinkSettings.BATCH)));
    }

    private double bare(Bed bed, Effort effort, VectorWire wire) throws InterruptedException {
        bed.endpoint().follow(script());
        return new BareLoad(bed.endpoint().url(), SinkSettings.IN_FLIGHT, SinkSettings.BATCH, wire)
                .itemsPerSecond(Duration.ofSeconds(2), effort.steady());
    }

    /** As many records as a bare client would read in the steady time. */
    private Observation run(Bed bed, Effort effort, VectorWire wire, double bare) {
        int records =
                Math.max(FEWEST_RECORDS, (int) (bare * effort.steady().toMillis() / 1000 / Observation.STEADY_SHARE));
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records)
                .ofVectors(width);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(script());
        Observation observation = SinkRun.observe(bed, feed, wire.settings());
        bed.topics().delete(feed.topic());
        return observation;
    }

    private Script script() {
        return Script.latency(latency).withVectors(width);
    }
}
