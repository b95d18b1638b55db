package io.github.hfconnect.bench.bed;

import io.github.hfconnect.bench.record.Books;
import io.github.hfconnect.bench.record.EnrichedVector;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.result.BenchFailedException;
import io.github.hfconnect.demo.cluster.ConnectRest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One connector from its first record to its last. */
public final class SinkRun {

    /** The time from one look at the worker to the next. */
    public static final Duration BETWEEN_SAMPLES = Duration.ofMillis(250);

    /** Longer than any outage that is measured. */
    private static final Duration STANDSTILL = Duration.ofMinutes(2);

    private final Bed bed;
    private final Feed feed;
    private final String name;
    private final String output;
    private final List<Sample> samples = new ArrayList<>();
    private long lastProgress = System.nanoTime();
    private long posted;
    private long answered;
    private long running;

    private SinkRun(Bed bed, Feed feed, String name, String output) {
        this.bed = bed;
        this.feed = feed;
        this.name = name;
        this.output = output;
    }

    /** Creates a connector that reads a filled topic, and an output topic with as many partitions. */
    public static SinkRun start(Bed bed, Feed feed, SinkSettings settings) {
        String name = bed.newName("sink");
        String output = name + ".out";
        bed.topics().create(output, feed.partitions());
        bed.workerMemory().forgetPeak();
        SinkRun run = new SinkRun(bed, feed, name, output);
        run.create(settings);
        return run;
    }

    private void create(SinkSettings settings) {
        posted = System.currentTimeMillis();
        bed.worker().rest().put(name, settings.connector(bed, feed.topic(), output));
        answered = System.currentTimeMillis();
        bed.worker().rest().awaitRunning(name, settings.tasks());
        running = System.currentTimeMillis();
    }

    /** How it started. */
    public Milestones milestones(long firstWritten) {
        return new Milestones(posted, answered, running, firstWritten);
    }

    /** Runs a connector to its end. */
    public static Observation observe(Bed bed, Feed feed, SinkSettings settings) {
        return start(bed, feed, settings).finish();
    }

    String output() {
        return output;
    }

    /** Waits until so many records are settled. */
    public void awaitSettled(long records) {
        while (sample().settled() < records) {
            checkProgress();
            Bed.pause(BETWEEN_SAMPLES);
        }
    }

    /** Looks on for a time. */
    public void watch(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            sample();
            Bed.pause(BETWEEN_SAMPLES);
        }
    }

    /** How often its consumers have joined their group so far. */
    public long rebalances() {
        return bed.probe().rebalances(name);
    }

    /**
     * Waits for the last record, reads what came out and removes the connector.
     *
     * @throws BenchFailedException where the books do not balance
     */
    public Observation finish() {
        Books books = new Books(feed.records());
        return finish(feed.records(), record -> enter(books, feed, record), books::check);
    }

    private static void enter(Books books, Feed feed, ConsumerRecord<byte[], byte[]> record) {
        books.enter(text(record.key()), record.partition(), !feed.labelled() || hasOwnPrediction(feed, record));
    }

    private static AppendTimes read(
            Bed bed, String output, int outputs, Consumer<ConsumerRecord<byte[], byte[]>> books) {
        AppendTimes times = new AppendTimes();
        bed.topics().read(output, outputs, record -> {
            books.accept(record);
            times.add(record.timestamp());
        });
        return times;
    }

    /**
     * The same where an input record makes another number of output records.
     *
     * @param outputs how many there have to be in all
     * @param books take in each of them
     * @param check throws where they do not balance
     */
    public Observation finish(int outputs, Consumer<ConsumerRecord<byte[], byte[]>> books, Runnable check) {
        awaitSettled(feed.records());
        double peakMegabytes = bed.workerMemory().peakMegabytes();
        checkEquation(bed.probe().counters(name));
        AppendTimes times = read(bed, output, outputs, books);
        Observation observation = new Observation(
                outputs, times, List.copyOf(samples), bed.idle(), bed.endpoint().statistics(), peakMegabytes);
        remove();
        check.run();
        return observation;
    }

    /**
     * When each record of an output was appended that somebody else has written.
     *
     * @throws BenchFailedException where the books do not balance
     */
    public static AppendTimes checked(Bed bed, Feed feed, String output) {
        Books books = new Books(feed.records());
        AppendTimes times = read(bed, output, feed.records(), record -> enter(books, feed, record));
        books.check();
        return times;
    }

    private void remove() {
        ConnectRest rest = bed.worker().rest();
        rest.delete(name);
        bed.topics().delete(output);
    }

    private Sample sample() {
        Sample sample = bed.probe().sample(name);
        if (samples.isEmpty() || samples.get(samples.size() - 1).settled() < sample.settled()) {
            lastProgress = System.nanoTime();
        }
        samples.add(sample);
        return sample;
    }

    private void checkProgress() {
        String failure = bed.worker().rest().status(name).failure();
        if (!failure.isEmpty()) {
            throw new BenchFailedException("The connector has failed:\n" + failure);
        }
        if (System.nanoTime() - lastProgress > STANDSTILL.toNanos()) {
            throw new BenchFailedException("Nothing moves; the end of the worker's log:\n"
                    + bed.worker().logTail());
        }
    }

    private void checkEquation(Map<String, Long> counters) {
        long settled = WorkerProbe.settled(counters);
        long accounted = settled + counters.getOrDefault("returned", 0L) + counters.getOrDefault("in-flight", 0L);
        if (counters.getOrDefault("consumed", 0L) != accounted || settled != feed.records()) {
            throw new BenchFailedException(feed.records() + " records in, but the plugin counts " + counters);
        }
    }

    private static boolean hasOwnPrediction(Feed feed, ConsumerRecord<byte[], byte[]> record) {
        if (feed.vectorWidth() > 0) {
            return EnrichedVector.isOwn(record.key(), record.value(), feed.vectorWidth());
        }
        return text(record.value()).contains("\"label\":\"" + text(record.key()) + "\"");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
