package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.AppendTimes;
import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Observation;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.bed.TwoWorkers;
import io.github.hfconnect.bench.bed.TwoWorkers.Connector;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** 64 tasks of one connector on two workers: how long until they run, what they get done, and the memory of 32 of them. */
final class ManyTasks implements Scenario {

    private static final int TASKS = 64;

    /** So slow that the endpoint bounds them and not the machine: two calls a second from each of 16 permits. */
    private static final Duration LATENCY = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "tasks-64";
    }

    @Override
    public String summary() {
        return "64 tasks over 2 workers, a partition each, endpoint of 2 s";
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException {
        int records = effort.records(TASKS * SinkSettings.IN_FLIGHT, SinkSettings.BATCH, LATENCY);
        Feed feed = Feed.samples(bed.newName(name()), TASKS, records);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(Script.latency(LATENCY));
        AtomicLong started = new AtomicLong();
        try (TwoWorkers workers = TwoWorkers.start(bed)) {
            Connector connector = workers.create(feed, new SinkSettings().tasks(TASKS), started::set);
            AppendTimes times = connector.await();
            connector.remove();
            double endpoint = TASKS * SinkSettings.IN_FLIGHT * SinkSettings.BATCH * 1e3 / LATENCY.toMillis();
            double perSecond = times.perSecond(Observation.FROM, Observation.TO);
            return List.of(
                    Figure.of("until all run", "s", started.get() / 1e3),
                    Figure.of("throughput", "records/s", perSecond),
                    Figure.of("share of what the endpoint could answer", "", perSecond / endpoint),
                    Figure.of(
                            "peak memory of a worker with 32 of them",
                            "MB",
                            workers.memory().peakMegabytes()));
        }
    }
}
