package io.github.hfconnect.bench;

import io.github.hfconnect.bench.TwoWorkers.Connector;
import io.github.hfconnect.bench.TwoWorkers.PartitionTimes;
import io.github.hfconnect.bench.endpoint.Script;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * A thousand partitions, exactly once, on four tasks over two workers, one of which is killed: how long until each partition goes on? The
 * group's session timeout, after which a broker takes a consumer for dead, is in it: the shortest that a broker allows by default, 6 s.
 */
final class Takeover implements Scenario {

    /** So slow that the records outlast the takeover. */
    private static final Duration LATENCY = Duration.ofSeconds(1);

    private static final int PARTITIONS = 1_000;
    private static final int TASKS = 4;
    private static final Duration SESSION = Duration.ofSeconds(6);

    /** Half a minute for four tasks. */
    private static final int RECORDS = 60_000;

    @Override
    public String name() {
        return "takeover";
    }

    @Override
    public String summary() {
        return "1,000 partitions, exactly once, 4 tasks over 2 workers, one of which is killed";
    }

    @Override
    public List<String> keys() {
        return List.of("delivery.guarantee");
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException {
        Feed feed = Feed.samples(bed.newName(name()), PARTITIONS, RECORDS);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(Script.latency(LATENCY));
        SinkSettings settings = new SinkSettings()
                .tasks(TASKS)
                .set("delivery.guarantee", "exactly-once")
                .set("consumer.override.session.timeout.ms", SESSION.toMillis())
                .set("consumer.override.heartbeat.interval.ms", SESSION.toMillis() / 3);
        try (TwoWorkers workers = TwoWorkers.start(bed)) {
            bed.endpoint().forget();
            Connector connector = workers.create(feed, settings, millis -> {});
            while (bed.endpoint().statistics().items() < RECORDS / 8) {
                Bed.pause(SinkRun.BETWEEN_SAMPLES);
            }
            long killed = System.currentTimeMillis();
            workers.killOne();
            PartitionTimes after = new PartitionTimes(killed);
            AppendTimes times = connector.finish(after);
            double all = after.secondsUntilLast();
            return List.of(
                    Figure.of("kill to the last partition's next record", "s", all)
                            .atMost(15),
                    Figure.of("without the session timeout", "s", all - SESSION.toSeconds()),
                    Figure.of("partitions that had records left", "", after.partitions()),
                    Figure.of("from the first record to the last", "s", (times.last() - times.first()) / 1e3));
        }
    }
}
