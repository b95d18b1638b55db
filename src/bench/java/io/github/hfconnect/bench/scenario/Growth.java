package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Observation;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import java.time.Duration;
import java.util.List;

/** Ten times as many records: does each take as long, and is as much memory held? */
final class Growth implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final int TIMES = 10;
    private static final double MEGABYTE = 1024 * 1024;

    private record Measured(Observation observation, double liveMegabytes) {}

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String summary() {
        return "records and ten times as many, at an endpoint of 20 ms: time per record and memory";
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        run(bed, effort.many() / 5);
        Measured few = run(bed, effort.many() / TIMES);
        Measured many = run(bed, effort.many());
        double growth = few.observation.perSecond() / many.observation.perSecond();
        return List.of(
                Figure.of("time per record, many to few", "", growth).atMost(1.1),
                Figure.of("records, many", "", effort.many()),
                Figure.of("time per record, few", "µs", 1e6 / few.observation.perSecond()),
                Figure.of("time per record, many", "µs", 1e6 / many.observation.perSecond()),
                Figure.of("live heap near the end, few", "MB", few.liveMegabytes),
                Figure.of("live heap near the end, many", "MB", many.liveMegabytes),
                Figure.of("peak memory, many", "MB", many.observation.peakMegabytes()));
    }

    private Measured run(Bed bed, int records) {
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(Script.latency(LATENCY));
        SinkRun run = SinkRun.start(bed, feed, new SinkSettings());
        // After the measured part, which the collection would disturb.
        run.awaitSettled(records / 100L * 95);
        double live = bed.probe().liveHeapBytes() / MEGABYTE;
        Observation observation = run.finish();
        bed.topics().delete(feed.topic());
        return new Measured(observation, live);
    }
}
