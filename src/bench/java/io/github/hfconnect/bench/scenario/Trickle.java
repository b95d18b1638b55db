package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.PacedFeed;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.result.Figure;
import io.github.hfconnect.bench.result.Quantiles;
import java.time.Duration;
import java.util.List;

/** A record now and then: how long until its enriched copy is there? By the broker's clock, from append to append. */
final class Trickle implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    /** Not counted: connections open, code gets warm. */
    private static final int WARM_UP_RECORDS = 50;

    @Override
    public String name() {
        return "trickle";
    }

    @Override
    public String summary() {
        return "a record every 100 ms, endpoint of 20 ms, batch.linger.ms 5: from append to append";
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        int records = WARM_UP_RECORDS + (int) effort.steady().multipliedBy(4).dividedBy(BETWEEN);
        bed.endpoint().follow(Script.latency(LATENCY));
        Feed feed = Feed.samples(bed.newName(name()), 1, records);
        Quantiles millis = new PacedFeed(feed, (int) Duration.ofSeconds(1).dividedBy(BETWEEN), WARM_UP_RECORDS)
                .latencies(bed, new SinkSettings().set("batch.linger.ms", 5));
        double ofEndpoint = LATENCY.toMillis();
        return List.of(
                Figure.of("append to append, median", "ms", millis.median()).atMost(45),
                Figure.of("append to append, p99", "ms", millis.at(0.99)).atMost(90),
                Figure.of("added latency, median", "ms", millis.median() - ofEndpoint),
                Figure.of("added latency, p99", "ms", millis.at(0.99) - ofEndpoint));
    }
}
