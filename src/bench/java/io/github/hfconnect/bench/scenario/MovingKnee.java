package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Endpoint;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An endpoint that gets slower beyond a number of calls, and turns calls away beyond twice that number, and whose number moves: does
 * the plugin find it, and again?
 */
final class MovingKnee implements Scenario {

    private static final String ADAPTIVE = "adaptive.concurrency";
    private static final int[] KNEES = {12, 4, 30};
    private static final int MOST_IN_FLIGHT = 32;

    /** Small batches: here the calls matter. */
    private static final int BATCH = 8;

    private static final Duration LATENCY = Duration.ofMillis(50);

    /** Beyond the knee some throughput is lost, so that only a limit near the knee does well: at twice the knee, 29 %. */
    private static final double SLOWDOWN = 1.5;

    @Override
    public String name() {
        return "moving-knee";
    }

    @Override
    public String summary() {
        return "endpoint of 50 ms, slower beyond 12 calls, 429 beyond 24, then 4 and 8, then 30 and 60";
    }

    @Override
    public List<String> keys() {
        return List.of(ADAPTIVE);
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        List<Figure> figures = new ArrayList<>();
        List<Double> adaptive = adaptive(bed, effort);
        for (int i = 0; i < KNEES.length; i++) {
            double best = bestFixed(bed, effort, KNEES[i]);
            String knee = "knee " + KNEES[i];
            figures.add(Figure.of(knee + ": share of the best fixed limit", "", adaptive.get(i) / best)
                    .atLeast(0.9));
            figures.add(Figure.of(knee + ": goodput", "records/s", adaptive.get(i)));
            figures.add(Figure.of(knee + ": best fixed limit", "records/s", best));
        }
        return figures;
    }

    /** Goodput at each knee, after the time that the limit has to find it. */
    private List<Double> adaptive(Bed bed, Effort effort) {
        Feed feed = feed(bed, recordsForAllKnees(effort));
        bed.endpoint().follow(script(KNEES[0]));
        SinkRun run = SinkRun.start(bed, feed, settings(MOST_IN_FLIGHT, true));
        List<Double> goodput = new ArrayList<>();
        for (int knee : KNEES) {
            bed.endpoint().change(script(knee));
            run.watch(effort.settling());
            goodput.add(itemsPerSecond(bed.endpoint(), run, effort.steady()));
        }
        // What is left has been measured enough.
        bed.endpoint().change(Script.INSTANT);
        run.finish();
        bed.topics().delete(feed.topic());
        return goodput;
    }

    private double bestFixed(Bed bed, Effort effort, int knee) {
        return limitsAround(knee, effort).stream()
                .mapToDouble(limit -> fixed(bed, effort, knee, limit))
                .max()
                .orElseThrow();
    }

    /** The knee itself, which should be the best, and with time its neighbours, which show that it is. */
    private static List<Integer> limitsAround(int knee, Effort effort) {
        return effort.equals(Effort.FULL)
                ? List.of(knee * 3 / 4, knee, Math.min(MOST_IN_FLIGHT, knee * 4 / 3))
                : List.of(knee);
    }

    private double fixed(Bed bed, Effort effort, int knee, int limit) {
        Effort half = new Effort(0, effort.steady().dividedBy(2), 0, Duration.ZERO, Duration.ZERO);
        Feed feed = feed(bed, half.records(knee, BATCH, LATENCY));
        bed.endpoint().follow(script(knee));
        double perSecond = SinkRun.observe(bed, feed, settings(limit, false)).perSecond();
        bed.topics().delete(feed.topic());
        return perSecond;
    }

    private Feed feed(Bed bed, int records) {
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        return feed;
    }

    private static SinkSettings settings(int inFlight, boolean adaptive) {
        return new SinkSettings()
                .set("batch.max.records", BATCH)
                .set("max.in.flight.requests", inFlight)
                .set(ADAPTIVE, adaptive);
    }

    private static Script script(int knee) {
        return Script.latency(LATENCY).withKnee(knee, SLOWDOWN, 2 * knee);
    }

    private static double itemsPerSecond(Endpoint endpoint, SinkRun run, Duration time) {
        long before = endpoint.statistics().items();
        long start = System.nanoTime();
        run.watch(time);
        return (endpoint.statistics().items() - before) * 1e9 / (System.nanoTime() - start);
    }

    /** As many as could be answered at most, so that there is always work. */
    private static int recordsForAllKnees(Effort effort) {
        double seconds = effort.settling().plus(effort.steady()).toSeconds() + 2.0;
        double perSecond = 0;
        for (int knee : KNEES) {
            perSecond += knee * BATCH / (LATENCY.toMillis() / 1000.0);
        }
        return (int) (seconds * perSecond);
    }
}
