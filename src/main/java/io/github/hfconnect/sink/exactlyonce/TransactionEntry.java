package io.github.hfconnect.sink.exactlyonce;

import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.sink.lane.LaneRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How a record ends in a transaction.
 *
 * @param output what is written for it, or null where it is left out
 */
public record TransactionEntry(
        LaneRecord record, Disposition fate, @Nullable ProducerRecord<byte[], byte[]> output) {}
