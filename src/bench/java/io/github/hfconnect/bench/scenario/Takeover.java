package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.PacedFeed;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.bed.TwoWorkers;
import io.github.hfconnect.bench.bed.TwoWorkers.Connector;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.result.Figure;
import io.github.hfconnect.bench.result.Quantiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A thousand partitions with a record now and then, exactly once, on four tasks over two workers, one of which is killed: how long did a
 * record have to wait at most? The group's session timeout, after which a broker takes a consumer for dead, is in it: the shortest
 * that a broker allows by default, 6 s; and that of the workers, 10 s, after which the killed one's tasks start elsewhere.
 */
final class Takeover implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final int PARTITIONS = 1_000;
    private static final int TASKS = 4;
    private static final Duration SESSION = Duration.ofSeconds(6);

    /** Each is a transaction of its own, as most partitions have one record at a time. */
    private static final int PER_SECOND = 100;

    private static final int RECORDS = 120 * PER_SECOND;

    /** Until then all partitions have been acquired, and what came meanwhile is done. */
    private static final int WARM_UP = 50 * PER_SECOND;

    private static final int BEFORE_THE_KILL = 60 * PER_SECOND;

    @Override
    public String name() {
        return "takeover";
    }

    @Override
    public String summary() {
        return "1,000 partitions, " + PER_SECOND
                + " records a second, exactly once, 4 tasks over 2 workers, one of which is killed";
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
        PacedFeed paced = new PacedFeed(feed, PER_SECOND, WARM_UP);
        bed.topics().create(feed.topic(), PARTITIONS);
        bed.endpoint().follow(Script.latency(LATENCY));
        try (TwoWorkers workers = TwoWorkers.start(bed)) {
            bed.endpoint().forget();
            Connector connector = workers.create(feed, settings(), millis -> {});
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> paced.send(bed));
            while (bed.endpoint().statistics().items() < BEFORE_THE_KILL) {
                Bed.pause(SinkRun.BETWEEN_SAMPLES);
            }
            workers.killOne();
            sent.join();
            connector.await();
            Quantiles waited = paced.latencies(bed, connector.output());
            connector.remove();
            return List.of(
                    Figure.of("a record waited at most", "s", waited.max() / 1e3)
                            .atMost(15),
                    Figure.of("half of the records waited at most", "ms", waited.median()));
        }
    }

    /** An assignor that leaves what goes on where it is: Connect's usual one takes all partitions from all tasks at each change. */
    private static SinkSettings settings() {
        return new SinkSettings()
                .tasks(TASKS)
                .set("delivery.guarantee", "exactly-once")
                .set(
                        "consumer.override.partition.assignment.strategy",
                        "org.apache.kafka.clients.consumer.CooperativeStickyAssignor")
                .set("consumer.override.session.timeout.ms", SESSION.toMillis())
                .set("consumer.override.heartbeat.interval.ms", SESSION.toMillis() / 3);
    }
}
