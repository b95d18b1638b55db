package io.github.hfconnect.bench.scenario;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.SinkRun;
import io.github.hfconnect.bench.bed.SinkSettings;
import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.endpoint.TokenQuota;
import io.github.hfconnect.bench.record.Books;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.record.SampleRecords;
import io.github.hfconnect.bench.result.Figure;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * 60,000 tokens a minute for all tasks together, over two workers: is that used up, and is it ever passed? Once the endpoint tells in
 * OpenAI's headers what is left, and refuses what goes beyond; once it says nothing, and the limit is configured.
 */
final class SharedQuota implements Scenario {

    private static final long LIMIT = 60_000;
    private static final int MINUTES = 3;
    private static final Duration LATENCY = Duration.ofMillis(300);

    /** More than three minutes take: a limit that fills up continuously gives twice as much in the first one. */
    private static final int RECORDS = 10_500;

    private static final String CONFIGURED = "rate.limit.tokens.per.minute";
    private static final String FOLLOW = "rate.limit.follow";

    @Override
    public String name() {
        return "quota";
    }

    @Override
    public String summary() {
        return "60,000 tokens a minute shared by 1 and 4 tasks over 2 workers, told by the endpoint or configured, 3 minutes each";
    }

    @Override
    public List<String> keys() {
        return List.of(CONFIGURED, FOLLOW);
    }

    /** A minute cannot be made shorter. */
    @Override
    public boolean isLong() {
        return true;
    }

    @Override
    public List<Figure> measure(Bed bed, Effort effort) throws IOException {
        List<Figure> figures = new ArrayList<>();
        boolean isShort = effort.equals(Effort.SHORT);
        try (WorkerProcess second = WorkerProcess.start(bed.anotherWorker())) {
            Shared shared = new Shared(bed, second, isShort ? MINUTES - 1 : MINUTES);
            for (int tasks : isShort ? List.of(4) : List.of(1, 4)) {
                figures.addAll(shared.told(tasks));
                figures.addAll(shared.configured(tasks));
            }
            if (!isShort) {
                figures.addAll(shared.unheard(4));
            }
        }
        return figures;
    }

    /** The quota between tasks of two workers. */
    private record Shared(Bed bed, WorkerProcess second, int minutes) {

        List<Figure> told(int tasks) {
            Arrivals told = run("told", new SinkSettings().tasks(tasks), new TokenQuota(LIMIT, true));
            String name = "told, tasks: " + tasks + ": ";
            return List.of(
                    Figure.of(name + "refusals after the first minute", "", (double) told.refused())
                            .atMost(0),
                    Figure.of(name + "share used", "", share(told)).atLeast(0.95));
        }

        List<Figure> configured(int tasks) {
            SinkSettings settings = new SinkSettings().tasks(tasks).set(CONFIGURED, LIMIT);
            Arrivals configured = run("configured", settings, new TokenQuota(LIMIT, false));
            String name = "configured, tasks: " + tasks + ": ";
            return List.of(
                    Figure.of(name + "most in any minute", "tokens", (double) configured.mostInAnyMinute())
                            .atMost(LIMIT),
                    Figure.of(name + "share used", "", share(configured)).atLeast(0.95));
        }

        /** As it was before servers were listened to. */
        List<Figure> unheard(int tasks) {
            SinkSettings settings = new SinkSettings().tasks(tasks).set(FOLLOW, false);
            Arrivals unheard = run("told, and not listened to", settings, new TokenQuota(LIMIT, true));
            String name = "told, but not followed, tasks: " + tasks + ": ";
            return List.of(
                    Figure.of(name + "refusals after the first minute", "", (double) unheard.refused()),
                    Figure.of(name + "share used", "", share(unheard)));
        }

        private double share(Arrivals arrivals) {
            return arrivals.tokensAMinute(minutes) / LIMIT;
        }

        private Arrivals run(String how, SinkSettings settings, TokenQuota quota) {
            bed.progress("quota: " + how + ", tasks: " + settings.tasks());
            Feed feed = Feed.samples(bed.newName("quota"), Saturation.PARTITIONS, RECORDS);
            bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
            String connector = bed.newName("sink");
            String output = connector + ".out";
            bed.topics().create(output, feed.partitions());
            bed.endpoint().follow(Script.latency(LATENCY).withQuota(quota));
            second.rest().put(connector, settings.connector(bed, feed.topic(), output));
            second.rest().awaitRunning(connector, settings.tasks());
            Arrivals arrivals = watch();
            second.rest().delete(connector);
            check(bed, output, feed);
            List.of(output, feed.topic()).forEach(bed.topics()::delete);
            return arrivals;
        }

        private Arrivals watch() {
            while (bed.endpoint().arrivals().isEmpty()) {
                Bed.pause(SinkRun.BETWEEN_SAMPLES);
            }
            Bed.pause(Duration.ofMinutes(minutes).plusSeconds(1));
            return new Arrivals(bed.endpoint().arrivals());
        }
    }

    /** What was not asked yet is still in the topic; what came out came once, in order, with its own prediction. */
    private static void check(Bed bed, String output, Feed feed) {
        Books books = new Books(feed.records());
        bed.topics()
                .read(
                        output,
                        feed.records(),
                        record -> books.enter(text(record.key()), record.partition(), isOwn(record)));
        books.checkSoFar();
    }

    private static boolean isOwn(ConsumerRecord<byte[], byte[]> record) {
        return text(record.value()).contains("\"label\":\"" + text(record.key()) + "\"");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
