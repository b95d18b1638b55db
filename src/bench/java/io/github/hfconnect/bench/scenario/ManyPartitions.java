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

/** A topic of a thousand partitions on four tasks, beside one of eight: throughput, start and memory. */
final class ManyPartitions implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final int TASKS = 4;
    private static final int MANY = 1_000;

    @Override
    public String name() {
        return "partitions-1000";
    }

    @Override
    public String summary() {
        return "1,000 partitions on 4 tasks, and 8 partitions, endpoint of 200 ms";
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        Observation few = run(bed, effort, Saturation.PARTITIONS);
        Observation many = run(bed, effort, MANY);
        return List.of(
                Figure.of("throughput, 1,000 partitions to 8", "", many.perSecond() / few.perSecond())
                        .atLeast(0.9),
                Figure.of("throughput, 1,000 partitions", "records/s", many.perSecond()),
                Figure.of("batch fill, 1,000 partitions", "", many.endpoint().fill(SinkSettings.BATCH)),
                Figure.of("CPU per record, 8 partitions", "µs", few.cost().cpuMicros()),
                Figure.of("CPU per record, 1,000 partitions", "µs", many.cost().cpuMicros()),
                Figure.of("peak memory, 8 partitions", "MB", few.peakMegabytes()),
                Figure.of("peak memory, 1,000 partitions", "MB", many.peakMegabytes()));
    }

    private Observation run(Bed bed, Effort effort, int partitions) {
        int records = effort.records(TASKS * SinkSettings.IN_FLIGHT, SinkSettings.BATCH, LATENCY);
        Feed feed = Feed.samples(bed.newName(name()), partitions, records);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(Script.latency(LATENCY));
        Observation observation = SinkRun.observe(bed, feed, new SinkSettings().tasks(TASKS));
        bed.topics().delete(feed.topic());
        return observation;
    }
}
