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

/** An endpoint that is too slow for a full batch within the time of a call: is the best size of a batch found, and what is paid for it? */
final class SlowServer implements Scenario {

    private static final Duration PER_INPUT = Duration.ofMillis(100);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Nearly the most that is answered in time. */
    private static final int BEST_BATCH = 19;

    @Override
    public String name() {
        return "slow-server";
    }

    @Override
    public String summary() {
        return "endpoint of 100 ms an input, batches of 32, request.timeout.ms 2000";
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException, InterruptedException {
        Script script = Script.INSTANT.withPerItem(PER_INPUT).withInfo(SinkSettings.BATCH);
        bed.endpoint().follow(script);
        double best = new BareLoad(bed.endpoint().url(), SinkSettings.IN_FLIGHT, BEST_BATCH)
                .itemsPerSecond(TIMEOUT, effort.steady());
        int records = 3 * effort.records(SinkSettings.IN_FLIGHT, BEST_BATCH, PER_INPUT.multipliedBy(BEST_BATCH));
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(script);
        Observation plugin = SinkRun.observe(
                bed,
                feed,
                new SinkSettings().set("endpoint.api", "auto").set("request.timeout.ms", TIMEOUT.toMillis()));
        bed.topics().delete(feed.topic());
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("share of the best fixed batch", "", plugin.perSecond() / best)
                .atLeast(0.9));
        figures.add(Figure.of("best fixed batch", "records/s", best));
        figures.add(Figure.of(
                        "inputs asked per record",
                        "",
                        (double) plugin.endpoint().items() / records)
                .atMost(1.2));
        figures.addAll(plugin.costs());
        return figures;
    }
}
