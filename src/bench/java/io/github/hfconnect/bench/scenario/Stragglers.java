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

/** One call of a hundred takes two seconds, and the records behind it have to wait for their turn: do the other calls go on? */
final class Stragglers implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(50);

    /** The endpoint answers 7,400 records a second here, and a straggler's partition waits for two seconds. */
    private static final int RECORDS_IN_FLIGHT = 50_000;

    private static final Script SCRIPT = Script.latency(LATENCY).withStragglers(0.01, Duration.ofSeconds(2));

    @Override
    public String name() {
        return "stragglers";
    }

    @Override
    public String summary() {
        return "endpoint of 50 ms where 1 % of the calls take 2 s, max.in.flight.records " + RECORDS_IN_FLIGHT;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException, InterruptedException {
        bed.endpoint().follow(SCRIPT);
        double bare = new BareLoad(bed.endpoint().url(), SinkSettings.IN_FLIGHT, SinkSettings.BATCH)
                .itemsPerSecond(Duration.ofSeconds(2), effort.steady().multipliedBy(2));
        int records = 2 * effort.records(SinkSettings.IN_FLIGHT, SinkSettings.BATCH, LATENCY);
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(SCRIPT);
        Observation plugin =
                SinkRun.observe(bed, feed, new SinkSettings().set("max.in.flight.records", RECORDS_IN_FLIGHT));
        bed.topics().delete(feed.topic());
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("share of the bare load generator", "", plugin.perSecond() / bare)
                .atLeast(0.9));
        figures.add(Figure.of("bare load generator", "records/s", bare));
        figures.addAll(plugin.costs());
        return figures;
    }
}
