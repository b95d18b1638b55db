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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two endpoints of which the second is down since the start, and nothing else is said of them: are batches full all the same? */
final class StandbyDown implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(50);

    @Override
    public String name() {
        return "standby-down";
    }

    @Override
    public String summary() {
        return "endpoint of 50 ms and a standby that is down, endpoint.api auto";
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException, InterruptedException {
        Script script = Script.latency(LATENCY).withInfo(SinkSettings.BATCH);
        bed.endpoint().follow(script);
        double bare = new BareLoad(bed.endpoint().url(), SinkSettings.IN_FLIGHT, SinkSettings.BATCH)
                .itemsPerSecond(Duration.ofSeconds(1), effort.steady());
        int records = effort.records(SinkSettings.IN_FLIGHT, SinkSettings.BATCH, LATENCY);
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, records);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        bed.endpoint().follow(script);
        Observation plugin = SinkRun.observe(
                bed,
                feed,
                new SinkSettings()
                        .set("endpoint.api", "auto")
                        .set("endpoint.urls", bed.endpoint().url() + "," + downUrl()));
        bed.topics().delete(feed.topic());
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("share of the bare load generator", "", plugin.perSecond() / bare)
                .atLeast(0.9));
        figures.add(Figure.of("bare load generator", "records/s", bare));
        figures.addAll(plugin.costs());
        return figures;
    }

    /** Of a port that nobody listens at. */
    private static String downUrl() throws IOException {
        try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + port.getLocalPort();
        }
    }
}
