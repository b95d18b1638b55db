package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Observation;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.EndpointStatistics;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.record.ChatLines;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.result.Figure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Texts that repeat, one after the other and all at once: is each paid once? */
final class PaidOnce implements Scenario {

    private static final Duration LATENCY = Duration.ofMillis(20);
    private static final int EQUAL = 1_000;

    @Override
    public String name() {
        return "paid-once";
    }

    @Override
    public String summary() {
        return "chat lines, many of them repeated, and 1,000 equal records at once: inputs that the endpoint is asked";
    }

    @Override
    public List<String> keys() {
        return List.of("cache.max.entries");
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException {
        ChatLines chat = ChatLines.load();
        EndpointStatistics paid = run(bed, chat.lines());
        EndpointStatistics equal =
                run(bed, Collections.nCopies(EQUAL, chat.lines().get(0)));
        return List.of(
                Figure.of("chat lines", "", chat.lines().size()),
                Figure.of("inputs paid", "", (double) paid.items()).atMost(chat.distinctTexts()),
                Figure.of("inputs paid again", "", paid.items() - (double) paid.distinctItems())
                        .atMost(0),
                Figure.of("1,000 equal records: inputs paid", "", (double) equal.items())
                        .atMost(1));
    }

    private EndpointStatistics run(Bed bed, List<String> lines) {
        Feed feed = new Feed(bed.newName(name()), Saturation.PARTITIONS, Saturation.PARTITIONS, lines.size(), false);
        bed.topics().fill(feed, (key, number) -> lines.get(number).getBytes(StandardCharsets.UTF_8));
        bed.endpoint().follow(Script.latency(LATENCY));
        Observation observation = SinkRun.observe(bed, feed, new SinkSettings().set("input.field", "message"));
        bed.topics().delete(feed.topic());
        return observation.endpoint();
    }
}
