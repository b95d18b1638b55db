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
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the connector's group has committed and what stands in its topics, by a consumer of that group that never joins
 * it. Connect's own consumer is out of a task's reach. Safe for use by several threads: a consumer belongs to one thread, which is
 * there while there is something to read, and takes its consumer along when it goes: that was two fifths of the Kafka metrics that an
 * idle task had, and about a sixth of its memory.
 */
public final class GroupReader implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String group;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Time time;

    /** Of the current thread: one that goes may meet the next one. */
    @SuppressWarnings("ThreadLocalUsage") // As many as tasks, and each goes with its thread.
    private final ThreadLocal<@Nullable Consumer<byte[], byte[]>> own = new ThreadLocal<>();

    private final AtomicReference<@Nullable Consumer<byte[], byte[]>> latest = new AtomicReference<>();

    private final ExecutorService thread = NamedThreads.oneAfterTheOther("hf-group-reader", this::closeConsumer);

    /**
     * A reader of a group.
     *
     * @param group its id
     * @param consumers makes a consumer of it, which is closed here
     * @param time that says when reading has taken too long
     */
    public GroupReader(String group, Supplier<Consumer<byte[], byte[]>> consumers, Time time) {
        this.group = group;
        this.consumers = consumers;
        this.time = time;
    }

    /**
     * Names the group and no member. The broker takes transactional offsets so in any state of the group ({@code validateOffsetCommit}
     * of {@code ClassicGroup}, 3.9.2 and 4.3.1, and of a KIP-848 {@code ConsumerGroup}, 4.3.1 but not 3.9.2: KAFKA-18060): who may
     * commit is decided by the transactional id alone.
     */
    ConsumerGroupMetadata metadata() {
        return call(Consumer::groupMetadata);
    }

    /**
     * The committed offset, once no transaction of an earlier owner can change it any more (KIP-447: a consumer asks for stable
     * offsets); empty where there is none.
     *
     * @throws KafkaException where it cannot be told for now
     */
    OptionalLong committed(TopicPartition partition) {
        return call(consumer -> {
            @Nullable
            OffsetAndMetadata offset =
                    consumer.committed(Set.of(partition), LIMIT).get(partition);
            return offset == null ? OptionalLong.empty() : OptionalLong.of(offset.offset());
        });
    }

    /** The records at some offsets, as they stand in the topic; without those that are not there any more. */
    Map<Long, ConsumerRecord<byte[], byte[]>> records(TopicPartition partition, Collection<Long> offsets) {
        return offsets.isEmpty() ? Map.of() : call(consumer -> read(consumer, partition, offsets));
    }

    private Map<Long, ConsumerRecord<byte[], byte[]>> read(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, Collection<Long> offsets) {
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

    private <T> T call(Function<Consumer<byte[], byte[]>, T> question) {
        try {
            Future<T> answer = thread.submit(() -> question.apply(consumer()));
            return answer.get();
        } catch (RejectedExecutionException e) {
            throw new CancellationException("The task has ended");
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConnectException told) {
                throw told;
            }
            throw new KafkaException("The group " + group + " could not be read", e.getCause());
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Consumer<byte[], byte[]> consumer = own.get();
        if (consumer == null) {
            consumer = consumers.get();
            own.set(consumer);
            latest.set(consumer);
        }
        return consumer;
    }

    /** Ends within a moment, whatever hangs. */
    @Override
    public void close() {
        Consumer<byte[], byte[]> reading = latest.get();
        if (reading != null) {
            reading.wakeup();
        }
        thread.shutdownNow();
    }

    private void closeConsumer() {
        Consumer<byte[], byte[]> consumer = own.get();
        if (consumer != null) {
            own.remove();
            // Held on to it would keep nearly all of its memory.
            latest.compareAndSet(consumer, null);
            // An interrupted thread would leave the consumer's connections open.
            boolean unused = Thread.interrupted();
            consumer.close(Duration.ZERO);
        }
    }
}
