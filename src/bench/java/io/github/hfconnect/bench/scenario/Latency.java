package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.PacedFeed;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.result.Figure;
import io.github.hfconnect.bench.result.LatencyPlot;
import io.github.hfconnect.bench.result.Quantiles;
import io.github.hfconnect.demo.cluster.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How long a record takes from append to append, from a trickle to a stream; the plugin's defaults but for the size of batches. */
final class Latency implements Scenario {

    private static final Duration ENDPOINT = Duration.ofMillis(20);
    private static final int[] RATES = {10, 100, 1_000, 10_000};

    /** Not counted: connections open, code gets warm. */
    private static final int WARM_UP_SECONDS = 5;

    /** From as many on a thousandth is a record. */
    private static final int ENOUGH = 1_000;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String summary() {
        return "10 to 10,000 records a second, endpoint of 20 ms: from append to append";
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException {
        List<Figure> figures = new ArrayList<>();
        LatencyPlot plot = new LatencyPlot();
        IntStream.of(RATES).forEach(rate -> figures.addAll(measure(bed, effort, rate, plot)));
        Files.writeString(
                Checkout.locate().root().resolve("target/bench/latency.svg"),
                plot.svg("Append to append less the endpoint's 20 ms"));
        return figures;
    }

    private List<Figure> measure(Bed bed, Effort effort, int rate, LatencyPlot plot) {
        long millis = effort.steady().toMillis() * (rate < 100 ? 4 : 1);
        int warmUp = WARM_UP_SECONDS * rate;
        int records = warmUp + (int) (millis * rate / 1000);
        bed.endpoint().follow(Script.latency(ENDPOINT));
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records);
        Quantiles took = new PacedFeed(feed, rate, warmUp).latencies(bed, new SinkSettings());
        Figure median = added(rate, "median", took.median(), plot);
        Figure p99 = added(rate, "p99", took.at(0.99), plot);
        boolean alone = rate == RATES[0];
        List<Figure> figures = new ArrayList<>();
        figures.add(alone ? median.atMost(4) : median);
        figures.add(alone ? p99.atMost(12) : p99);
        if (records - warmUp >= ENOUGH) {
            figures.add(added(rate, "p99.9", took.at(0.999), plot));
        }
        return figures;
    }

    /** Over the endpoint's own time. */
    private static Figure added(int rate, String quantile, double millis, LatencyPlot plot) {
        double added = millis - ENDPOINT.toMillis();
        plot.add(quantile, rate, added);
        return Figure.of(rate + " records/s, added, " + quantile, "ms", added);
    }
}
