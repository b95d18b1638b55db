package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Observation;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.result.Figure;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Records without a text, all in one of eight partitions: nobody is asked, so that only Connect and the plugin's own ways are left. What
 * makes a hot partition wait beside an idle processor shows here.
 */
final class HotPartition implements Scenario {

    private static final byte[] BLANK = "{\"text\":\"\"}".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String name() {
        return "hot-partition";
    }

    @Override
    public String summary() {
        return "blank texts, all in one of 8 partitions, beside the same spread over all";
    }

    @Override
    public boolean needsWarmth() {
        return true;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) {
        Observation hot = run(bed, 1, effort.many());
        Observation spread = run(bed, Saturation.PARTITIONS, effort.many());
        return List.of(
                Figure.of("hot partition over spread", "", hot.perSecond() / spread.perSecond())
                        .atLeast(0.8),
                Figure.of("throughput of a hot partition", "records/s", hot.perSecond()),
                Figure.of("throughput where spread", "records/s", spread.perSecond()),
                Figure.of("CPU per record of a hot partition", "µs", hot.cost().cpuMicros()));
    }

    private static Observation run(Bed bed, int filled, int records) {
        Feed feed = new Feed(bed.newName("hot"), Saturation.PARTITIONS, filled, records, false);
        bed.topics().fill(feed, (key, number) -> BLANK);
        Observation observation = SinkRun.observe(bed, feed, new SinkSettings());
        bed.topics().delete(feed.topic());
        return observation;
    }
}
