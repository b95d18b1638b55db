package io.github.hfconnect.sink;

import io.github.hfconnect.record.Reading;
import io.github.hfconnect.record.RecordMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One task's way from records to results, as its task thread sees it, which alone may call this: records are admitted, dead
 * letters reported, offsets told. Nothing here waits for a model.
 */
final class SinkPipeline implements AutoCloseable {

    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(20);

    private final Lanes lanes;
    private final RecordMapper mapper;
    private final Questions questions;
    private final MicroBatcher batcher;
    private final Delivery delivery;
    private final DeadLetters deadLetters;
    private final Accounting accounting;
    private final Duration quietWithin;
    private final List<Runnable> ends;

    SinkPipeline(
            Lanes lanes,
            RecordMapper mapper,
            Questions questions,
            MicroBatcher batcher,
            Delivery delivery,
            DeadLetters deadLetters,
            Accounting accounting,
            Duration quietWithin,
            List<Runnable> ends) {
        this.lanes = lanes;
        this.mapper = mapper;
        this.questions = questions;
        this.batcher = batcher;
        this.delivery = delivery;
        this.deadLetters = deadLetters;
        this.accounting = accounting;
        this.quietWithin = quietWithin;
        this.ends = ends;
    }

    void open(Collection<TopicPartition> partitions) {
        lanes.open(partitions);
    }

    /** Gives partitions up; what is in flight for them is read again by their next owner. */
    void close(Collection<TopicPartition> partitions) {
        accounting.ended(Fate.RETURNED, lanes.close(partitions));
        questions.forgetUnwanted();
    }

    /** Takes in what a poll has brought. */
    void admit(Collection<SinkRecord> records) {
        List<Question> toAsk = new ArrayList<>(records.size());
        records.forEach(record -> admit(record).ifPresent(toAsk::add));
        batcher.add(toAsk);
    }

    private Optional<Question> admit(SinkRecord record) {
        accounting.consumed();
        LaneRecord admitted = lanes.admit(record);
        Reading reading = mapper.input(record.valueSchema(), record.value());
        if (reading instanceof Reading.Ask ask) {
            return questions.ask(admitted, ask.input());
        }
        delivery.finish(admitted, ((Reading.Settled) reading).outcome());
        return Optional.empty();
    }

    /**
     * Reports the dead letters that wait.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException where a failed record has to fail the task
     */
    void reportDeadLetters() {
        deadLetters.report();
    }

    /** Lets what {@link #offsets} has held back go on. */
    void release() {
        lanes.forEach(delivery::release);
    }

    /**
     * The offsets that may be committed, given the positions up to which Connect has delivered. Nothing leaves from here
     * until {@link #release}, and what has left is awaited for a moment: if this is the last commit before the partitions
     * are given up, nothing that was written is written again by their next owner.
     */
    Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, OffsetAndMetadata> delivered) {
        lanes.forEach(PartitionLane::hold);
        awaitQuiet();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        delivered.forEach((partition, position) -> offsets.put(partition, offset(partition, position)));
        return offsets;
    }

    /** Where nothing is in flight, Connect's own position, which also counts what transforms and converters dropped. */
    private OffsetAndMetadata offset(TopicPartition partition, OffsetAndMetadata delivered) {
        PartitionLane lane = lanes.get(partition);
        OptionalLong watermark = lane == null ? OptionalLong.empty() : lane.watermark();
        return watermark.isPresent() ? new OffsetAndMetadata(watermark.getAsLong()) : delivered;
    }

    private void awaitQuiet() {
        long deadline = System.nanoTime() + quietWithin.toNanos();
        try {
            for (PartitionLane lane : lanes.byPartition().values()) {
                while (!lane.isQuiet() && deadline - System.nanoTime() > 0) {
                    deadLetters.report();
                    lane.awaitQuiet(BETWEEN_REPORTS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Lanes lanes() {
        return lanes;
    }

    boolean isIdle() {
        return lanes.size() == 0;
    }

    /** Ends within a few seconds, whatever hangs: calls are cancelled, threads interrupted, lanes closed. */
    @Override
    public void close() {
        accounting.ended(Fate.RETURNED, lanes.closeAll());
        ends.forEach(Runnable::run);
        delivery.close();
    }
}
