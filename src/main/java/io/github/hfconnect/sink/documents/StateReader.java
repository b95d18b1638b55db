package io.github.hfconnect.sink.documents;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.kafka.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the state of partitions back. Safe for use by several threads.
 *
 * @param consumers of no group, that read what is committed; each is closed again
 * @param owner the group of the connector whose state it has to be
 * @param time by which is told how long it takes
 */
record StateReader(Supplier<Consumer<byte[], byte[]>> consumers, String owner, Time time) {

    /** The header that names the group of the connector that has written a record. */
    static final String OWNER = "hf.group";

    /** What to do where state is lost. */
    static final String REMEDY =
            "Name a new topic in `chunk.state.topic` and send all documents once more (the pieces of"
                    + " documents that are gone by then stay), or start with a new output topic, too";

    private static final Logger log = LoggerFactory.getLogger(StateReader.class);
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /**
     * Fills a table with what stands in a partition of a state topic.
     *
     * @throws ConnectException where it holds something else, or not everything any more
     */
    void read(TopicPartition partition, DocumentTable table) {
        long began = time.nanos();
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            TopicReader reader = new TopicReader(consumer, List.of(partition), time);
            requireWhole(consumer, partition);
            long records = reader.readToEnd(record -> load(record, table), LIMIT);
            log.info(
                    "Read {}: {} documents{}, by {} records in {} ms",
                    partition,
                    table.size(),
                    unsure(table.countUnsure()),
                    records,
                    Duration.ofNanos(time.nanos() - began).toMillis());
        }
    }

    private static String unsure(long documents) {
        return documents == 0
                ? ""
                : ", of which " + documents
                        + " were written with another model or other chunk.* or parameters.*: all their"
                        + " pieces are asked about when they come again";
    }

    /** Compaction leaves the first offset where it is; only deletion moves it. */
    private static void requireWhole(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        long first = consumer.beginningOffsets(List.of(partition), ANSWER).getOrDefault(partition, 0L);
        if (first > 0) {
            throw new ConnectException("The state topic's partition " + partition + " begins at offset " + first
                    + ": what stood before was deleted, and with it which pieces were written of which documents. "
                    + REMEDY);
        }
    }

    private void load(ConsumerRecord<byte[], byte[]> record, DocumentTable table) {
        Optional<String> writer = writer(record);
        if (!writer.equals(Optional.of(owner))) {
            throw foreign(
                    record,
                    writer.map(other -> "was written by the group " + other).orElse("is not of this plugin"));
        }
        try {
            table.load(new String(record.key(), StandardCharsets.UTF_8), record.value());
        } catch (IllegalArgumentException e) {
            throw foreign(record, "cannot be read (" + e.getMessage() + ")");
        }
    }

    private static Optional<String> writer(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.headers().lastHeader(OWNER))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }

    private ConnectException foreign(ConsumerRecord<byte[], byte[]> record, String what) {
        return new ConnectException("The record at " + record.topic() + "-" + record.partition() + "@" + record.offset()
                + " " + what + ", but " + record.topic() + " has to be the state topic of the group " + owner
                + " alone: name another one in `chunk.state.topic`");
    }
}
