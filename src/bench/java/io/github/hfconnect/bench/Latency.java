package io.github.hfconnect.bench;

import io.github.hfconnect.bench.endpoint.Script;
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
    public List<Figure> measure(Bed bed, Effort effort) {
        List<Figure> figures = new ArrayList<>();
        IntStream.of(RATES).forEach(rate -> figures.addAll(measure(bed, effort, rate)));
        return figures;
    }

    private List<Figure> measure(Bed bed, Effort effort, int rate) {
        long millis = effort.steady().toMillis() * (rate < 100 ? 4 : 1);
        int warmUp = WARM_UP_SECONDS * rate;
        int records = warmUp + (int) (millis * rate / 1000);
        bed.endpoint().follow(Script.latency(ENDPOINT));
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records);
        Quantiles took = new PacedFeed(feed, rate, warmUp).latencies(bed, new SinkSettings());
        Figure median = added(rate, "median", took.median());
        Figure p99 = added(rate, "p99", took.at(0.99));
        boolean alone = rate == RATES[0];
        List<Figure> figures = new ArrayList<>();
        figures.add(alone ? median.atMost(4) : median);
        figures.add(alone ? p99.atMost(12) : p99);
        if (records - warmUp >= ENOUGH) {
            figures.add(added(rate, "p99.9", took.at(0.999)));
        }
        return figures;
    }

    /** Over the endpoint's own time. */
    private static Figure added(int rate, String quantile, double millis) {
        return Figure.of(rate + " records/s, added, " + quantile, "ms", millis - ENDPOINT.toMillis());
    }
}
