package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.AppendTimes;
import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Observation;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.peer.HandWritten;
import io.github.hfconnect.bench.peer.Model;
import io.github.hfconnect.bench.peer.PredictCalls;
import io.github.hfconnect.bench.peer.TransformModel;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import java.time.Duration;
import java.util.List;

/**
 * Other ways to the same end, in one run: same endpoint, same records, same task, and the same books for all, so that none is fast by losing
 * or mixing records.
 */
public final class Peers implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(20);

    private final Saturation sink = new Saturation("peers", LATENCY, 0);

    @Override
    public String name() {
        return sink.name();
    }

    @Override
    public String summary() {
        return "the sink beside hand-written loops and the transform, endpoint of 20 ms";
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public boolean needsWarmth() {
        return true;
    }

    @Override
    public void warmUp(Bed bed) {
        sink.run(bed, Effort.SHORT, new SinkSettings());
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        String url = bed.endpoint().url();
        double first = loop(bed, effort, new PredictCalls(url), 1);
        double good = loop(bed, effort, new PredictCalls(url), SinkSettings.BATCH);
        double transform = loop(bed, effort, new TransformModel(TransformOverhead.transform(bed)), 1);
        double plugin = sink.run(bed, effort, new SinkSettings()).perSecond();
        return List.of(
                Figure.of("sink over the good loop", "", plugin / good).atLeast(12),
                Figure.of("sink over the first loop", "", plugin / first),
                Figure.of("transform over the first loop", "", transform / first),
                Figure.of("sink", "records/s", plugin),
                Figure.of("loop with the transform", "records/s", transform),
                Figure.of("loop, a call for 32", "records/s", good),
                Figure.of("loop, a call for each record", "records/s", first));
    }

    private double loop(Bed bed, Effort effort, Model asked, int batch) {
        int records = effort.records(1, batch, LATENCY);
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records);
        String output = feed.topic() + ".out";
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.topics().create(output, feed.partitions());
        bed.endpoint().follow(Script.latency(LATENCY));
        try (Model model = asked) {
            new HandWritten(bed.bootstrapServers(), model, batch).run(feed, output);
        }
        AppendTimes times = SinkRun.checked(bed, feed, output);
        bed.topics().delete(output);
        bed.topics().delete(feed.topic());
        return times.perSecond(Observation.FROM, Observation.TO);
    }
}
