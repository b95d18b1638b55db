package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Observation;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records that carry much beside the text that is asked about: 64 KB, and nearly as much as a broker takes by default. {@code
 * max.in.flight.records} is what bounds their memory, so it is set.
 */
final class LargeRecords implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(20);

    /** What is in flight at a time, and of what size a run is. */
    private static final int IN_FLIGHT_BYTES = 32_000_000;

    private static final int[] SIZES = {64_000, 1_000_000};

    @Override
    public String name() {
        return "large-records";
    }

    @Override
    public String summary() {
        return "records of 64 KB and of 1 MB, endpoint of 20 ms, worker heap 512 MB";
    }

    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        List<Figure> figures = new ArrayList<>();
        for (int size : SIZES) {
            int records = (int) (effort.many() * 1_000L / size);
            Observation observation = run(bed, size, records);
            String name = size / 1_000 + " KB: ";
            figures.add(Figure.of(name + "throughput", "MB/s", observation.perSecond() * size / 1e6));
            figures.add(Figure.of(name + "records", "records/s", observation.perSecond()));
            figures.add(
                    Figure.of(name + "CPU per record", "µs", observation.cost().cpuMicros()));
            figures.add(Figure.of(name + "peak memory", "MB", observation.peakMegabytes()));
        }
        return figures;
    }

    private Observation run(Bed bed, int size, int records) {
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records);
        byte[] payload = new byte[size];
        Arrays.fill(payload, (byte) 'x');
        String more = ",\"payload\":\"" + new String(payload, StandardCharsets.US_ASCII) + "\"}";
        bed.topics().fill(feed, (key, number) -> {
            String record = new String(SampleRecords.value(key), StandardCharsets.US_ASCII);
            return (record.substring(0, record.length() - 1) + more).getBytes(StandardCharsets.US_ASCII);
        });
        bed.endpoint().follow(Script.latency(LATENCY));
        SinkSettings settings = new SinkSettings().set("max.in.flight.records", IN_FLIGHT_BYTES / size);
        Observation observation = SinkRun.observe(bed, feed, settings);
        bed.topics().delete(feed.topic());
        return observation;
    }
}
