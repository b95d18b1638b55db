package io.github.hfconnect.sink.exactlyonce;

import io.github.hfconnect.inference.OpenResources;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.sink.lane.NamedThreads;
import io.github.hfconnect.sink.lane.OffsetNotes;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.sink.output.OutputCluster;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Begins and ends the writing for partitions, several at once: each waits for the broker a few times. */
public final class Acquisitions implements AutoCloseable {

    private static final int AT_ONCE = 16;
    private static final long CLOSE_MILLIS = 1500;

    private final OutputCluster cluster;
    private final GroupReader group;
    private final Function<TopicPartition, Producer<byte[], byte[]>> producers;
    private final OffsetNotes notes;
    private final Time time;
    private final ThreadPoolExecutor threads;
    private volatile boolean closed;

    /**
     * Acquisitions of one task.
     *
     * @param producers makes the one transactional producer that may write for a partition
     */
    public Acquisitions(
            OutputCluster cluster,
            GroupReader group,
            Function<TopicPartition, Producer<byte[], byte[]>> producers,
            OffsetNotes notes,
            Time time) {
        this.cluster = cluster;
        this.group = group;
        this.producers = producers;
        this.notes = notes;
        this.time = time;
        this.threads = NamedThreads.goingWhenIdle(new ThreadPoolExecutor(
                AT_ONCE,
                AT_ONCE,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                NamedThreads.daemons("hf-acquisition"),
                // What comes after the end is short: an acquisition that is refused, or a producer that has to be
                // closed.
                (late, pool) -> late.run()));
    }

    /** Begins to write for a partition, unless its lane is closed before its turn comes. */
    public CompletableFuture<PartitionProducer> begin(TopicPartition partition, PartitionLane lane) {
        return CompletableFuture.supplyAsync(() -> acquire(partition, lane), threads);
    }

    /**
     * Sees to it that something is committed, so that a later owner starts there and not where its consumer's reset policy
     * would have it start.
     */
    public CompletableFuture<PartitionProducer> anchor(PartitionProducer producer, CompletionStage<Long> position) {
        return producer.committed().isPresent()
                ? CompletableFuture.completedFuture(producer)
                : position.thenApplyAsync(offset -> anchored(producer, offset), threads)
                        .toCompletableFuture();
    }

    /** Ends the writing for a partition. */
    void end(PartitionProducer producer) {
        threads.execute(producer::close);
    }

    private PartitionProducer acquire(TopicPartition partition, PartitionLane lane) {
        if (closed || lane.isClosed()) {
            throw new CancellationException(partition + " was given up");
        }
        cluster.require(partition);
        OpenResources made = new OpenResources();
        try {
            Producer<byte[], byte[]> producer = producers.apply(partition);
            made.add(() -> producer.close(Duration.ZERO));
            // From here on no earlier owner can commit, so that what is read next stays true.
            producer.initTransactions();
            return new PartitionProducer(
                    partition, producer, group.metadata(), notes.of(partition), group.committed(partition), time);
        } catch (RuntimeException | Error e) {
            made.closeAfter(e);
            throw e;
        }
    }

    private PartitionProducer anchored(PartitionProducer producer, long offset) {
        if (closed) {
            throw new CancellationException(producer + " was given up");
        }
        try {
            producer.commit(List.of(), offset);
            return producer;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Lets what goes on end for a moment. */
    @Override
    public void close() {
        closed = true;
        threads.shutdown();
        try {
            boolean unused = threads.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        OpenResources rest = new OpenResources();
        rest.add(group);
        // What did not get its turn is mostly ends, whose producers must not outlive the task.
        threads.shutdownNow().forEach(late -> rest.add(late::run));
        rest.close();
    }
}
