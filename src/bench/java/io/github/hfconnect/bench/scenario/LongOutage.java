package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Endpoint;
import io.github.hfconnect.bench.bed.Observation;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import java.time.Duration;
import java.util.List;

/** Many records wait while the endpoint is away: does the worker keep its memory and its partitions, and go on by itself? */
final class LongOutage implements Scenario {

    private static final Script UP = Script.latency(Duration.ofMillis(20));
    private static final double MEGABYTE = 1024 * 1024;

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public String summary() {
        return "many records wait, the endpoint's port is closed for a while, worker heap 512 MB";
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, effort.many());
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(UP);
        SinkRun run = SinkRun.start(bed, feed, new SinkSettings());
        run.awaitSettled(effort.many() / 20);
        long rebalances = run.rebalances();
        bed.endpoint().change(UP.withDown(true));
        run.watch(effort.outage());
        double live = bed.probe().liveHeapBytes() / MEGABYTE;
        double secondsToResume = secondsToResume(bed.endpoint());
        run.awaitSettled(feed.records());
        double joined = run.rebalances() - (double) rebalances;
        Observation observation = run.finish();
        bed.topics().delete(feed.topic());
        return List.of(
                Figure.of("records", "", effort.many()),
                Figure.of("outage", "s", (double) effort.outage().toSeconds()),
                Figure.of("rebalances", "", joined).atMost(0),
                Figure.of("live heap in the outage", "MB", live),
                Figure.of("first answer after the outage", "s", secondsToResume),
                Figure.of("peak memory", "MB", observation.peakMegabytes()),
                Figure.of("paid again", "inputs", observation.endpoint().items() - (double) effort.many()));
    }

    private static double secondsToResume(Endpoint endpoint) {
        long answered = endpoint.statistics().answered();
        long start = System.nanoTime();
        endpoint.change(UP);
        while (endpoint.statistics().answered() == answered) {
            Bed.pause(Duration.ofMillis(20));
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
