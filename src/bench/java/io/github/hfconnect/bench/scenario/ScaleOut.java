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

/** An endpoint that could take any number of calls: do four tasks do four times as much as one? */
final class ScaleOut implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(200);

    @Override
    public String name() {
        return "scale-out";
    }

    @Override
    public String summary() {
        return "1 task and 4 tasks, each with 16 calls in flight, at an endpoint of 200 ms";
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        double one = run(bed, effort, 1).perSecond();
        double four = run(bed, effort, 4).perSecond();
        return List.of(
                Figure.of("4 tasks to 1 task", "", four / one).atLeast(3.8),
                Figure.of("throughput, 1 task", "records/s", one),
                Figure.of("throughput, 4 tasks", "records/s", four));
    }

    private Observation run(Bed bed, Effort effort, int tasks) {
        int records = effort.records(SinkSettings.IN_FLIGHT * tasks, SinkSettings.BATCH, LATENCY);
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(Script.latency(LATENCY));
        Observation observation = SinkRun.observe(bed, feed, new SinkSettings().tasks(tasks));
        bed.topics().delete(feed.topic());
        return observation;
    }
}
