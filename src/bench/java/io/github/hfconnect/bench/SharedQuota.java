package io.github.hfconnect.bench;

import io.github.hfconnect.bench.endpoint.Script;
import io.github.hfconnect.bench.endpoint.TokenQuota;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
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
        try (WorkerProcess second = WorkerProcess.start(WorkerSetup.of(bed.bootstrapServers()))) {
            for (int tasks : List.of(1, 4)) {
                String of = tasks == 1 ? "1 task" : tasks + " tasks";
                bed.progress("quota: told by the endpoint, " + of);
                Arrivals told = run(bed, second, new SinkSettings().tasks(tasks), new TokenQuota(LIMIT, true));
                figures.add(Figure.of("told, " + of + ": refusals after the first minute", "", (double) told.refused())
                        .atMost(0));
                figures.add(Figure.of("told, " + of + ": share used", "", share(told))
                        .atLeast(0.95));
                bed.progress("quota: configured, " + of);
                Arrivals configured = run(
                        bed,
                        second,
                        new SinkSettings().tasks(tasks).set(CONFIGURED, LIMIT),
                        new TokenQuota(LIMIT, false));
                figures.add(Figure.of("configured, " + of + ": most in any minute", "tokens", (double)
                                configured.mostInAnyMinute())
                        .atMost(LIMIT));
                figures.add(Figure.of("configured, " + of + ": share used", "", share(configured))
                        .atLeast(0.95));
            }
            bed.progress("quota: told by the endpoint, and not listened to");
            Arrivals deaf =
                    run(bed, second, new SinkSettings().tasks(4).set(FOLLOW, false), new TokenQuota(LIMIT, true));
            figures.add(Figure.of(
                    "told, 4 tasks that do not follow: refusals after the first minute", "", (double) deaf.refused()));
            figures.add(Figure.of("told, 4 tasks that do not follow: share used", "", share(deaf)));
        }
        return figures;
    }

    private static double share(Arrivals arrivals) {
        return arrivals.tokensAMinute(MINUTES) / LIMIT;
    }

    private Arrivals run(Bed bed, WorkerProcess second, SinkSettings settings, TokenQuota quota) {
        Feed feed = Feed.samples(bed.newName(name()), Saturation.PARTITIONS, RECORDS);
        bed.topics().fill(feed, (key, number) -> SampleRecords.value(key));
        String connector = bed.newName("sink");
        String output = connector + ".out";
        bed.topics().create(output, feed.partitions());
        bed.endpoint().follow(Script.latency(LATENCY).withQuota(quota));
        second.rest().put(connector, settings.connector(bed, feed.topic(), output));
        bed.worker().rest().awaitRunning(connector, settings.tasks());
        Arrivals arrivals = watch(bed);
        bed.worker().rest().delete(connector);
        check(bed, output, feed);
        List.of(output, feed.topic()).forEach(bed.topics()::delete);
        return arrivals;
    }

    private static Arrivals watch(Bed bed) {
        while (bed.endpoint().arrivals().isEmpty()) {
            Bed.pause(SinkRun.BETWEEN_SAMPLES);
        }
        Bed.pause(Duration.ofMinutes(MINUTES).plusSeconds(1));
        return new Arrivals(bed.endpoint().arrivals());
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
