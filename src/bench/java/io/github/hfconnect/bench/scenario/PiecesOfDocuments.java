package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Observation;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.peer.BareLoad;
import io.github.hfconnect.bench.peer.LabelWire;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.PieceBooks;
import io.github.hfconnect.bench.record.SampleDocuments;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import io.github.hfconnect.chunk.Boundary;
import io.github.hfconnect.chunk.ChunkFormat;
import io.github.hfconnect.chunk.ChunkRules;
import io.github.hfconnect.chunk.Chunker;
import io.github.hfconnect.chunk.Piece;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Documents whose pieces are records: what share of an endpoint does the sink get out of it? */
final class PiecesOfDocuments implements Scenario {

    /** At which a machine of two processors is the bound. */
    static final Duration FAST = Duration.ofMillis(20);

    /** At which the endpoint is. */
    static final Duration SLOW = Duration.ofMillis(200);

    private static final int MAX_CHARS = 500;
    private static final int MAX_COUNT = 1000;

    private final Chunker chunker =
            Chunker.of(new ChunkRules(MAX_CHARS, 0, List.of(Boundary.values()), ChunkFormat.TEXT, MAX_COUNT));

    private final Duration latency;

    PiecesOfDocuments(Duration latency) {
        this.latency = latency;
    }

    @Override
    public String name() {
        return latency.equals(FAST) ? "pieces" : "pieces-" + latency.toMillis() + "ms";
    }

    @Override
    public String summary() {
        return "documents of 3,600 characters in pieces of at most " + MAX_CHARS
                + ", batches of 32, 16 in flight, 8 partitions, exactly once, endpoint of " + latency.toMillis()
                + " ms";
    }

    @Override
    public List<String> keys() {
        return List.of("chunk.state.topic");
    }

    @Override
    public boolean needsWarmth() {
        return true;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException, InterruptedException {
        List<String> texts = IntStream.range(0, 100)
                .mapToObj(number -> SampleDocuments.text(SampleRecords.key(0, number)))
                .flatMap(text -> chunker.cut(text).stream().map(Piece::text))
                .toList();
        bed.endpoint().follow(Script.latency(latency));
        double bare = new BareLoad(
                        bed.endpoint().url(),
                        SinkSettings.IN_FLIGHT,
                        SinkSettings.BATCH,
                        LabelWire.PREDICT,
                        number -> texts.get(number % texts.size()))
                .itemsPerSecond(Duration.ofSeconds(1), effort.steady());
        int pieces = effort.records(SinkSettings.IN_FLIGHT, SinkSettings.BATCH, latency);
        int documents = pieces * 100 / texts.size();
        Observation plugin = run(bed, documents);
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("share of the bare load generator", "", plugin.perSecond() / bare)
                .atLeast(0.95));
        figures.add(Figure.of("bare load generator", "pieces/s", bare));
        figures.add(Figure.of("throughput", "pieces/s", plugin.perSecond()));
        figures.add(Figure.of("batch fill", "", plugin.endpoint().fill(SinkSettings.BATCH)));
        figures.add(Figure.of("CPU per piece", "µs", plugin.cost().cpuMicros() * documents / plugin.records()));
        figures.add(Figure.of("peak memory", "MB", plugin.peakMegabytes()));
        return figures;
    }

    private Observation run(Bed bed, int documents) {
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, documents);
        bed.topics().fill(feed, (key, number) -> SampleDocuments.value(key));
        int pieces = IntStream.range(0, documents)
                .map(number ->
                        countPieces(SampleRecords.key(number % Saturation.PARTITIONS, number / Saturation.PARTITIONS)))
                .sum();
        bed.endpoint().follow(Script.latency(latency));
        PieceBooks books = new PieceBooks(documents);
        Observation observation = SinkRun.start(bed, feed, settings()).finish(pieces, books::enter, books::check);
        bed.topics().delete(feed.topic());
        bed.topics().delete(feed.topic() + ".pieces");
        return observation;
    }

    private int countPieces(String key) {
        return chunker.cut(SampleDocuments.text(key)).size();
    }

    private static SinkSettings settings() {
        return new SinkSettings()
                .set("chunk.mode", "records")
                .set("chunk.max.chars", MAX_CHARS)
                .set("chunk.key", "text")
                .set("chunk.state.topic", "${topic}.pieces")
                .set("chunk.skip.unchanged", true)
                .set("consumer.override.max.poll.records", 100)
                .set("delivery.guarantee", "exactly-once");
    }
}
