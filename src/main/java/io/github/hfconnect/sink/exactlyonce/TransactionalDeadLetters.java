package io.github.hfconnect.sink.exactlyonce;

import io.github.hfconnect.config.ErrorSettings;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.metrics.Disposition;
import io.github.hfconnect.resilience.LogLimit;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.output.DeadLetterHeaders;
import io.github.hfconnect.sink.output.OutputDecision;
import io.github.hfconnect.sink.output.OutputMapper;
import io.github.hfconnect.sink.output.RecordFailedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failed records as part of a transaction. Connect's own reporter writes outside of it, so the dead letters are made here, as
 * Connect makes them: to the topic and with the headers of its {@code errors.*} settings, with the bytes that stand in the
 * input topic. Those are read again, because Connect keeps them from a task.
 */
public final class TransactionalDeadLetters {

    private static final Logger log = LoggerFactory.getLogger(TransactionalDeadLetters.class);

    private final ErrorSettings errors;
    private final GroupReader group;
    private final OutputMapper mapper;
    private final @Nullable DeadLetterHeaders headers;
    private final LogLimit drops;

    /**
     * Dead letters of one task.
     *
     * @param mapper for records that do not stand in their topic any more
     * @param headers null where dead letters carry none
     * @param drops of records that have no topic to go to
     */
    public TransactionalDeadLetters(
            ErrorSettings errors,
            GroupReader group,
            OutputMapper mapper,
            @Nullable DeadLetterHeaders headers,
            LogLimit drops) {
        this.errors = errors;
        this.group = group;
        this.mapper = mapper;
        this.headers = headers;
        this.drops = drops;
    }

    /** Whether a failed record may be passed over at all. */
    boolean tolerates() {
        return errors.tolerant();
    }

    /** What becomes of failed records of one partition. */
    Map<LaneRecord, TransactionEntry> entries(Map<LaneRecord, Failure> failed) throws InterruptedException {
        Map<LaneRecord, TransactionEntry> entries = new HashMap<>();
        String topic = errors.topic();
        Map<Long, ConsumerRecord<byte[], byte[]>> originals = topic == null ? Map.of() : originals(failed);
        for (Map.Entry<LaneRecord, Failure> each : failed.entrySet()) {
            LaneRecord record = each.getKey();
            RecordFailedException why = RecordFailedException.of(each.getValue(), record.toString());
            log(why);
            entries.put(
                    record,
                    new TransactionEntry(
                            record,
                            topic == null
                                    ? OutputDecision.Emit.nothing(Disposition.DROPPED)
                                    : OutputDecision.Emit.of(
                                            letter(topic, record, originals, why),
                                            Disposition.reported(each.getValue().kind()))));
        }
        return entries;
    }

    private Map<Long, ConsumerRecord<byte[], byte[]>> originals(Map<LaneRecord, Failure> failed) {
        List<LaneRecord> records = List.copyOf(failed.keySet());
        return records.isEmpty()
                ? Map.of()
                : group.records(
                        partition(records.get(0)),
                        records.stream().map(LaneRecord::offset).toList());
    }

    private static TopicPartition partition(LaneRecord record) {
        return new TopicPartition(
                record.record().originalTopic(), record.record().originalKafkaPartition());
    }

    private ProducerRecord<byte[], byte[]> letter(
            String topic,
            LaneRecord record,
            Map<Long, ConsumerRecord<byte[], byte[]>> originals,
            RecordFailedException why)
            throws InterruptedException {
        ConsumerRecord<byte[], byte[]> original = originals.get(record.offset());
        ProducerRecord<byte[], byte[]> letter =
                original == null ? mapper.unchanged(topic, record.record()) : copy(topic, original);
        if (headers != null) {
            headers.addTo(letter.headers(), record.record(), why);
        }
        return letter;
    }

    private static ProducerRecord<byte[], byte[]> copy(String topic, ConsumerRecord<byte[], byte[]> original) {
        Long timestamp = original.timestamp() < 0 ? null : original.timestamp();
        return new ProducerRecord<>(topic, null, timestamp, original.key(), original.value(), original.headers());
    }

    private void log(RecordFailedException why) {
        if (errors.log()) {
            log.error("Error encountered in task: {}", why.getMessage());
        } else if (errors.topic() == null) {
            drops.next()
                    .ifPresent(note -> log.warn(
                            "Dropped: {}. Set errors.deadletterqueue.topic.name to keep such records{}",
                            why.getMessage(),
                            note));
        }
    }
}
