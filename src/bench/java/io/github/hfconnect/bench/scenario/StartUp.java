package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Milestones;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import io.github.hfconnect.bench.result.Quantiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** From the request that creates a connector to the first enriched record, on a worker that has run others, and what that time consists of. */
final class StartUp implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final int RECORDS = 1_000;
    private static final int STARTS = 5;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String summary() {
        return "from POST to the first enriched record on a warm worker, endpoint of 20 ms, median of " + STARTS;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        List<Milestones> starts = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            starts.add(start(bed));
        }
        return List.of(
                seconds("POST to the first enriched record", starts, Milestones::toFirstRecord)
                        .atMost(1.5),
                seconds("of these, until POST is answered (checked, stored)", starts, Milestones::toAnswer),
                seconds("of these, until the task runs", starts, Milestones::toTask),
                seconds("of these, until the first record is written", starts, Milestones::fromTaskToRecord));
    }

    private Milestones start(Bed bed) {
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, RECORDS);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(Script.latency(LATENCY));
        SinkRun run = SinkRun.start(bed, feed, new SinkSettings());
        Milestones milestones = run.milestones(run.finish().times().first());
        bed.topics().delete(feed.topic());
        return milestones;
    }

    private static Figure seconds(String name, List<Milestones> starts, ToDoubleFunction<Milestones> millis) {
        Quantiles all = Quantiles.of(starts.stream()
                .map(start -> millis.applyAsDouble(start) / 1_000)
                .toList());
        return Figure.of(name, "s", all.median());
    }
}
