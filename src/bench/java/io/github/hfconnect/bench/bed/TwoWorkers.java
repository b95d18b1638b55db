package io.github.hfconnect.bench.bed;

import io.github.hfconnect.bench.record.Books;
import io.github.hfconnect.bench.record.Feed;
import io.github.hfconnect.bench.result.BenchFailedException;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Two workers of a group of their own, with a heap of 1 GB each, because a thousand transactional producers are 300 MB: one may be killed, which
 * the bed's must not. A connector's books are kept by its output alone.
 */
public final class TwoWorkers implements AutoCloseable {

    private static final String HEAP = "1g";

    /**
     * The keys are the benchmark's own, so that the records of one input partition go to every output partition; where keys choose both
     * partitions, as they mostly do, they go to one. With as many as the input has, each transaction would end in a thousand.
     */
    private static final int OUTPUT_PARTITIONS = 8;

    /** Nothing is written until the killed worker is missed and its partitions have a new owner. */
    private static final Duration TAKEOVER_AT_MOST = Duration.ofMinutes(2);

    private final Bed bed;
    private final WorkerProcess first;
    private final WorkerProcess second;

    private TwoWorkers(Bed bed, WorkerProcess first, WorkerProcess second) {
        this.bed = bed;
        this.first = first;
        this.second = second;
    }

    /** Starts both. */
    public static TwoWorkers start(Bed bed) throws IOException {
        String group = bed.newName("two-workers");
        WorkerProcess first = WorkerProcess.start(setup(bed, group));
        try {
            return new TwoWorkers(bed, first, WorkerProcess.start(setup(bed, group)));
        } catch (IOException | RuntimeException e) {
            first.close();
            throw e;
        }
    }

    private static WorkerSetup setup(Bed bed, String group) {
        return bed.anotherWorker().tunedAsInProduction().heap(HEAP).group(group);
    }

    /** Ends one of them as a crash does. */
    public void killOne() {
        second.kill9();
    }

    /** Of the one that is never killed. */
    public ProcessMemory memory() {
        return new ProcessMemory(first.pid());
    }

    /** Creates a connector and waits until all of its tasks run; tells for how many milliseconds. */
    public Connector create(Feed feed, SinkSettings settings, LongConsumer started) {
        Connector connector = new Connector(bed, feed, bed.newName("sink"));
        bed.topics().create(connector.output(), OUTPUT_PARTITIONS);
        long posted = System.currentTimeMillis();
        first.rest().put(connector.name(), settings.connector(bed, feed.topic(), connector.output()));
        first.rest().awaitRunning(connector.name(), settings.tasks());
        started.accept(System.currentTimeMillis() - posted);
        return connector;
    }

    /**
     * One of them.
     *
     * @param name whose output topic is named after it
     */
    public record Connector(Bed bed, Feed feed, String name) {

        /** The topic that it writes to. */
        public String output() {
            return name + ".out";
        }

        /**
         * Waits for its last record.
         *
         * @throws BenchFailedException where the books do not balance
         */
        public AppendTimes await() {
            Books books = new Books(feed.records());
            AppendTimes times = new AppendTimes();
            bed.topics().read(output(), feed.records(), TAKEOVER_AT_MOST, record -> {
                String key = new String(record.key(), StandardCharsets.US_ASCII);
                String value = new String(record.value(), StandardCharsets.UTF_8);
                books.enter(key, record.partition(), value.contains("\"label\":\"" + key + "\""));
                times.add(record.timestamp());
            });
            books.check();
            return times;
        }

        /** Removes its topics; it ends with its workers. */
        public void remove() {
            bed.topics().delete(output());
            bed.topics().delete(feed.topic());
        }
    }

    @Override
    public void close() {
        second.close();
        first.close();
    }
}
