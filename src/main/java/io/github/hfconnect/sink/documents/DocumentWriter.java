package io.github.hfconnect.sink.documents;

import io.github.hfconnect.kafka.ClusterFaults;
import io.github.hfconnect.sink.lane.Delivery;
import io.github.hfconnect.sink.lane.Halt;
import io.github.hfconnect.sink.lane.LaneRecord;
import io.github.hfconnect.sink.lane.NamedThreads;
import io.github.hfconnect.sink.lane.OutputWriter;
import io.github.hfconnect.sink.lane.PartitionLane;
import io.github.hfconnect.sink.output.Causes;
import io.github.hfconnect.sink.output.WriteFault;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer whose partitions are held only once it is known what was written of their documents. Where the writer below fences
 * whoever held a partition before, what is read after that is all there is.
 */
public final class DocumentWriter implements OutputWriter {

    private static final Logger log = LoggerFactory.getLogger(DocumentWriter.class);

    private static final int AT_ONCE = 4;

    private final OutputWriter writer;
    private final DocumentTables tables;
    private final StateTopics topics;
    private final StateReader reader;
    private final Supplier<DocumentTable> emptyTable;
    private final ClusterFaults faults;
    private final Halt halt;
    private final ExecutorService threads = NamedThreads.goingWhenIdle(new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            NamedThreads.daemons("hf-state-reader")));

    DocumentWriter(
            OutputWriter writer,
            DocumentTables tables,
            StateTopics topics,
            StateReader reader,
            Supplier<DocumentTable> emptyTable,
            ClusterFaults faults,
            Halt halt) {
        this.writer = writer;
        this.tables = tables;
        this.topics = topics;
        this.reader = reader;
        this.emptyTable = emptyTable;
        this.faults = faults;
        this.halt = halt;
    }

    @Override
    public CompletableFuture<OptionalLong> acquire(
            TopicPartition partition, PartitionLane lane, CompletionStage<Long> position) {
        // Before anything is committed that says that the topic is there.
        return step(partition, lane, () -> topics.ensure(partition))
                .thenCompose(ready -> writer.acquire(partition, lane, position))
                .thenCompose(offset ->
                        step(partition, lane, () -> restore(partition, lane)).thenApply(done -> offset));
    }

    private CompletableFuture<Void> step(TopicPartition partition, PartitionLane lane, Delivery.Step step) {
        return CompletableFuture.runAsync(
                        () -> {
                            if (lane.isClosed()) {
                                throw new CancellationException(partition + " was given up");
                            }
                            try {
                                step.run();
                            } catch (InterruptedException e) {
                                throw new InterruptException(e);
                            }
                        },
                        threads)
                .whenComplete((done, failure) -> {
                    if (failure != null && !lane.isClosed()) {
                        notRestored(partition, failure);
                    }
                });
    }

    private void restore(TopicPartition partition, PartitionLane lane) {
        DocumentTable table = emptyTable.get();
        reader.read(topics.of(partition), table);
        tables.put(lane, table);
        // Whoever has closed the lane meanwhile has found nothing to remove.
        if (lane.isClosed()) {
            tables.remove(lane);
        }
    }

    private void notRestored(TopicPartition partition, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof CancellationException) {
            return;
        }
        TopicPartition state = topics.of(partition);
        if (WriteFault.of(cause) != WriteFault.LASTING) {
            log.warn(
                    "{} cannot be read, without which nothing is done for {}; trying again: {}",
                    state,
                    partition,
                    Causes.of(cause));
        } else {
            halt.fail(
                    cause instanceof ConnectException
                            ? cause
                            : faults.lasting(
                                    cause,
                                    state.topic(),
                                    "Partition " + state.partition() + " of the state topic "
                                            + faults.told(state.topic()) + " cannot be read: " + cause.getMessage()));
        }
    }

    @Override
    public void write(List<LaneRecord> run) throws InterruptedException {
        writer.write(run);
    }

    @Override
    public Duration untilDue(PartitionLane lane) {
        return writer.untilDue(lane);
    }

    @Override
    public void giveUp(PartitionLane lane) {
        tables.remove(lane);
        writer.giveUp(lane);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        writer.close();
    }
}
