package io.github.hfconnect.cli;

import io.github.hfconnect.inference.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Puts the dead letters that are there when it starts back to their topics. Records and the memory of what was put back are
 * written in one transaction a batch, so that a replay that is killed at any moment, and run again, puts nothing back twice.
 */
final class Replay {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Consumer<byte[], byte[]> consumer;
    private final @Nullable Producer<byte[], byte[]> producer;
    private final ReplayPlan plan;
    private final Console console;
    private final Time time;
    private final Map<TopicPartition, ReplayedOffsets> offsets = new HashMap<>();
    private final Map<ReplayPlan.Step, Integer> counts = new EnumMap<>(ReplayPlan.Step.class);

    /**
     * A replay.
     *
     * @param producer a transactional one, ready to begin; null where nothing is to be written
     */
    Replay(
            Consumer<byte[], byte[]> consumer,
            @Nullable Producer<byte[], byte[]> producer,
            ReplayPlan plan,
            Console console,
            Time time) {
        this.consumer = consumer;
        this.producer = producer;
        this.plan = plan;
        this.console = console;
        this.time = time;
    }

    /**
     * Runs to the end of the topic as it is now.
     *
     * @return how many letters met each step
     */
    Map<ReplayPlan.Step, Integer> run(String topic) {
        Set<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        seek(partitions);
        long deadline = time.nanos() + PATIENCE.toNanos();
        while (!isAt(ends)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            handle(records, ends);
            deadline = records.isEmpty() ? deadline : time.nanos() + PATIENCE.toNanos();
            if (deadline - time.nanos() < 0) {
                throw new CliException("The cluster brings no more records of " + topic + "; try again");
            }
        }
        return counts;
    }

    private Set<TopicPartition> partitions(String topic) {
        Set<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toSet());
        if (partitions.isEmpty()) {
            throw new CliException("There is no topic " + topic);
        }
        return partitions;
    }

    private void seek(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
        consumer.beginningOffsets(partitions).forEach((partition, beginning) -> {
            ReplayedOffsets replayed = ReplayedOffsets.of(committed.get(partition), beginning);
            offsets.put(partition, replayed);
            consumer.seek(partition, replayed.first());
        });
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void handle(ConsumerRecords<byte[], byte[]> records, Map<TopicPartition, Long> ends) {
        List<DeadLetter> chosen = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            ReplayedOffsets replayed =
                    Optional.ofNullable(offsets.get(partition)).orElseThrow();
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                replayed.reach(record.offset());
                boolean isNew = record.offset() < ends.getOrDefault(partition, 0L) && !replayed.isDone(record.offset());
                if (isNew && decide(new DeadLetter(record)) == ReplayPlan.Step.PUT_BACK) {
                    replayed.done(record.offset());
                    chosen.add(new DeadLetter(record));
                }
            }
        }
        if (producer != null && !chosen.isEmpty()) {
            putBack(producer, chosen);
        }
    }

    private ReplayPlan.Step decide(DeadLetter letter) {
        ReplayPlan.Step step = plan.step(letter);
        counts.merge(step, 1, Integer::sum);
        if (step != ReplayPlan.Step.LEFT_OUT) {
            console.result(String.join(
                    "\t",
                    letter.place(),
                    letter.kind().map(Enum::name).orElse("UNKNOWN"),
                    plan.target(letter).orElse("?"),
                    "attempt " + (letter.attempts() + 1),
                    (producer == null && step == ReplayPlan.Step.PUT_BACK ? "would be " : "") + step.inWords()));
        }
        return step;
    }

    private void putBack(Producer<byte[], byte[]> to, List<DeadLetter> letters) {
        Map<TopicPartition, OffsetAndMetadata> memory = new HashMap<>();
        offsets.forEach((partition, replayed) -> memory.put(partition, replayed.toCommit()));
        to.beginTransaction();
        try {
            for (DeadLetter letter : letters) {
                // The commit fails where one of them could not be written.
                var unused = to.send(plan.putBack(letter));
            }
            to.sendOffsetsToTransaction(memory, consumer.groupMetadata());
            to.commitTransaction();
        } catch (KafkaException e) {
            throw new CliException("Nothing of the last batch was put back, and what was before stays so: "
                    + e.getMessage() + ". Is another replay running? Run this one again");
        }
    }
}
