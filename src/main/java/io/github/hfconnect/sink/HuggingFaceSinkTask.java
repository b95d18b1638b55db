package io.github.hfconnect.sink;

import io.github.hfconnect.config.PluginVersion;
import io.github.hfconnect.config.SinkConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/**
 * Connect's view of a {@link SinkPipeline}. {@code put} returns at once: what it was given is in flight until {@code
 * preCommit} tells an offset beyond it.
 */
public final class HuggingFaceSinkTask extends SinkTask {

    /** Connect calls {@code put} again after at most this long while there is something to watch. */
    private static final Duration TICK = Duration.ofMillis(50);

    /** The same while partitions are acquired, where only that call can begin to read them. */
    private static final Duration TICK_WHILE_ACQUIRING = Duration.ofMillis(10);

    private final TaskHalt halt = new TaskHalt();
    private final SinkPipelineFactory factory;
    private @Nullable SinkPipeline pipeline;
    private @Nullable Partitions partitions;
    private @Nullable Backpressure backpressure;

    /** For Connect. */
    public HuggingFaceSinkTask() {
        this(new SinkPipelineFactory());
    }

    HuggingFaceSinkTask(SinkPipelineFactory factory) {
        this.factory = factory;
    }

    @Override
    public String version() {
        return PluginVersion.get();
    }

    @Override
    public void start(Map<String, String> props) {
        SinkConfig config = new SinkConfig(props);
        pipeline = factory.pipeline(config, context, halt);
        backpressure = pipeline.backpressure(context, config.maxInFlightRecords());
        partitions = pipeline.partitions(context, backpressure);
    }

    @Override
    public void open(Collection<TopicPartition> opened) {
        partitions().open(opened);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        halt.throwIfHalted();
        pipeline().release();
        pipeline().admit(records);
        pipeline().reportDeadLetters();
        partitions().update();
        backpressure().apply(pipeline().lanes());
        wakeUpSoon();
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> delivered) {
        try {
            return pipeline().offsets(partitions().reached(delivered));
        } catch (RuntimeException e) {
            // An exception here would make Connect rewind its consumer (WorkerSinkTask, 4.3.1); the next put fails the
            // task instead.
            halt.fail(e);
            return Map.of();
        }
    }

    @Override
    public void close(Collection<TopicPartition> closed) {
        partitions().close(closed);
    }

    @Override
    public void stop() {
        // Connect stops a task that could not start, too (WorkerSinkTask.close).
        if (pipeline != null) {
            pipeline.close();
        }
    }

    /** Without new records Connect would call {@code put} only for its next commit, {@code offset.flush.interval.ms} later. */
    private void wakeUpSoon() {
        if (backpressure().isOn()) {
            // Only the next put can resume them.
            context.timeout(backpressure().untilNextLook().toMillis());
        } else if (partitions().isAcquiring()) {
            context.timeout(TICK_WHILE_ACQUIRING.toMillis());
        } else if (!pipeline().isIdle()) {
            context.timeout(TICK.toMillis());
        }
    }

    private SinkPipeline pipeline() {
        return Objects.requireNonNull(pipeline, "not started");
    }

    private Partitions partitions() {
        return Objects.requireNonNull(partitions, "not started");
    }

    private Backpressure backpressure() {
        return Objects.requireNonNull(backpressure, "not started");
    }
}
