package io.github.hfconnect.sink.exactlyonce;

import io.github.hfconnect.inference.Time;
import io.github.hfconnect.sink.lane.NamedThreads;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the connector's group has committed and what stands in its topics, by a consumer of that group that never joins
 * it. Connect's own consumer is out of a task's reach. Safe for use by several threads: the consumer has a thread of its own,
 * because it allows no more than one.
 */
public final class GroupReader implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final ConsumerGroupMetadata metadata;
    private final Time time;
    private final ExecutorService thread = NamedThreads.oneAfterTheOther("hf-group-reader");

    /**
     * A reader of a consumer's group.
     *
     * @param consumer which it closes
     * @param time that says when reading has taken too long
     */
    public GroupReader(Consumer<byte[], byte[]> consumer, Time time) {
        this.consumer = consumer;
        this.time = time;
        this.metadata = consumer.groupMetadata();
    }

    /**
     * Names the group and no member. The broker takes transactional offsets so in any state of the group: who may commit is
     * decided by the transactional id alone.
     */
    ConsumerGroupMetadata metadata() {
        return metadata;
    }

    /**
     * The committed offset, once no transaction of an earlier owner can change it any more; empty where there is none.
     *
     * @throws KafkaException where it cannot be told for now
     */
    OptionalLong committed(TopicPartition partition) {
        return call(() -> {
            @Nullable
            OffsetAndMetadata offset =
                    consumer.committed(Set.of(partition), LIMIT).get(partition);
            return offset == null ? OptionalLong.empty() : OptionalLong.of(offset.offset());
        });
    }

    /** The records at some offsets, as they stand in the topic; without those that are not there any more. */
    Map<Long, ConsumerRecord<byte[], byte[]>> records(TopicPartition partition, Collection<Long> offsets) {
        return offsets.isEmpty() ? Map.of() : call(() -> read(partition, offsets));
    }

    private Map<Long, ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, Collection<Long> offsets) {
        Map<Long, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        long last = Collections.max(offsets);
        consumer.assign(Set.of(partition));
        consumer.seek(partition, Collections.min(offsets));
        long deadline = time.nanos() + LIMIT.toNanos();
        try {
            while (consumer.position(partition, LIMIT) <= last && deadline - time.nanos() > 0) {
                consumer.poll(POLL).forEach(record -> found.put(record.offset(), record));
            }
        } catch (OffsetOutOfRangeException e) {
            // Retention has been faster: what was found is all there is.
        }
        found.keySet().retainAll(Set.copyOf(offsets));
        return found;
    }

    private <T> T call(Callable<T> work) {
        try {
            Future<T> answer = thread.submit(work);
            return answer.get();
        } catch (RejectedExecutionException e) {
            throw new CancellationException("The task has ended");
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException("The group " + metadata.groupId() + " could not be read", e.getCause());
        }
    }

    /** Ends within a moment, whatever hangs. */
    @Override
    public void close() {
        consumer.wakeup();
        thread.shutdownNow();
        Thread closing = new Thread(this::closeConsumer, "hf-group-reader-close");
        closing.setDaemon(true);
        closing.start();
    }

    private void closeConsumer() {
        try {
            // What was interrupted lets go of the consumer at once.
            if (thread.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                consumer.close(Duration.ZERO);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
