package io.github.hfconnect.bench;

import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** A connector whose tasks run on the bed's worker and a second one; its books are kept by the output alone. */
final class TwoWorkers implements AutoCloseable {

    private final Bed bed;
    private final WorkerProcess second;

    private TwoWorkers(Bed bed, WorkerProcess second) {
        this.bed = bed;
        this.second = second;
    }

    static TwoWorkers start(Bed bed) throws IOException {
        WorkerSetup setup =
                WorkerSetup.of(bed.bootstrapServers()).tunedAsInProduction().heap("512m");
        return new TwoWorkers(bed, WorkerProcess.start(setup));
    }

    /** The one that is not the bed's. */
    WorkerProcess second() {
        return second;
    }

    /** Creates a connector and waits until all of its tasks run; tells for how many milliseconds. */
    Connector create(Feed feed, SinkSettings settings, LongConsumer started) {
        String name = bed.newName("sink");
        bed.topics().create(name + ".out", feed.partitions());
        long posted = System.currentTimeMillis();
        bed.worker().rest().put(name, settings.connector(bed, feed.topic(), name + ".out"));
        bed.worker().rest().awaitRunning(name, settings.tasks());
        started.accept(System.currentTimeMillis() - posted);
        return new Connector(bed, feed, name);
    }

    /**
     * One of them.
     *
     * @param name whose output topic is named after it
     */
    record Connector(Bed bed, Feed feed, String name) {

        /**
         * Waits for its last record and removes it.
         *
         * @param when is told when the broker has appended each record, by its input partition
         * @throws BenchFailedException where the books do not balance
         */
        AppendTimes finish(PartitionTimes when) {
            Books books = new Books(feed.records());
            AppendTimes times = new AppendTimes();
            bed.topics().read(name + ".out", feed.records(), record -> {
                String key = new String(record.key(), StandardCharsets.US_ASCII);
                String value = new String(record.value(), StandardCharsets.UTF_8);
                books.enter(key, record.partition(), value.contains("\"label\":\"" + key + "\""));
                times.add(record.timestamp());
                when.enter(Integer.parseInt(key, 0, key.indexOf('-'), 10), record.timestamp());
            });
            bed.worker().rest().delete(name);
            bed.topics().delete(name + ".out");
            bed.topics().delete(feed.topic());
            books.check();
            return times;
        }
    }

    /** For each input partition, the first time at which one of its records was written after a moment. */
    static final class PartitionTimes {

        private final long from;
        private final Map<Integer, Long> first = new HashMap<>();

        PartitionTimes(long from) {
            this.from = from;
        }

        void enter(int partition, long time) {
            if (time > from) {
                first.merge(partition, time, Math::min);
            }
        }

        int partitions() {
            return first.size();
        }

        /** How long after that moment the last of them had gone on. */
        double secondsUntilLast() {
            return (first.values().stream().mapToLong(Long::longValue).max().orElse(from) - from) / 1e3;
        }
    }

    @Override
    public void close() {
        second.close();
    }
}
