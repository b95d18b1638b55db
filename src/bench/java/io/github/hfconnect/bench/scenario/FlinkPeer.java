package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.AppendTimes;
import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Observation;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.peer.FlinkJob;
import io.github.hfconnect.bench.peer.VectorWire;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The sink beside Flink's {@code ML_PREDICT} with its provider for OpenAI, one task of each, in one run: embeddings, which that provider has
 * and labels it has not, of the same records by the same route, and the same books for both.
 */
final class FlinkPeer implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final int WIDTH = 384;

    @Override
    public String name() {
        return "peers-flink";
    }

    @Override
    public String summary() {
        return "the sink beside Flink's ML_PREDICT, embeddings of " + WIDTH + ", 16 calls in flight, endpoint of 20 ms";
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
        sink(bed, Effort.SHORT);
    }

    @Override
    public Optional<String> obstacle() {
        return FlinkJob.obstacle();
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException, InterruptedException {
        double flink = flink(bed, effort);
        Observation sink = sink(bed, effort);
        return List.of(
                Figure.of("sink over Flink", "", sink.perSecond() / flink).atLeast(100),
                Figure.of("sink", "records/s", sink.perSecond()),
                Figure.of("Flink ML_PREDICT", "records/s", flink));
    }

    private double flink(Bed bed, Effort effort) throws IOException, InterruptedException {
        Feed feed = filled(bed, effort.records(SinkSettings.IN_FLIGHT, 1, LATENCY) / 3);
        String output = feed.topic() + ".out";
        bed.topics().create(output, feed.partitions());
        new FlinkJob(bed.bootstrapServers(), bed.endpoint().url(), SinkSettings.IN_FLIGHT).run(feed.topic(), output);
        AppendTimes times = SinkRun.checked(bed, feed, output);
        bed.topics().delete(output);
        bed.topics().delete(feed.topic());
        return times.perSecond(Observation.FROM, Observation.TO);
    }

    private Observation sink(Bed bed, Effort effort) {
        Feed feed = filled(bed, effort.records(SinkSettings.IN_FLIGHT, SinkSettings.BATCH, LATENCY));
        Observation observation = SinkRun.observe(bed, feed, VectorWire.BASE64.settings());
        bed.topics().delete(feed.topic());
        return observation;
    }

    private Feed filled(Bed bed, int records) {
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records)
                .ofVectors(WIDTH);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(Script.latency(LATENCY).withVectors(WIDTH));
        return feed;
    }
}
