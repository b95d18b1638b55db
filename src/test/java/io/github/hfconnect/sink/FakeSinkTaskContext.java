package io.github.hfconnect.sink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** What Connect gives a task, kept in memory: which partitions are paused, which records were reported. */
final class FakeSinkTaskContext implements SinkTaskContext {

    private final Map<String, String> configs = new HashMap<>();
    private final Set<TopicPartition> assignment = new HashSet<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Map<TopicPartition, Long> rewinds = new HashMap<>();
    private final Map<TopicPartition, Long> rewindsToCome = new HashMap<>();
    private final List<SinkRecord> reported = new ArrayList<>();
    private final List<Throwable> reasons = new ArrayList<>();
    private Future<Void> nextReport = CompletableFuture.completedFuture(null);
    private boolean hasReporter = true;
    private boolean toleratesNone;
    private long timeout = -1;

    FakeSinkTaskContext(Set<TopicPartition> assignment) {
        this.assignment.addAll(assignment);
    }

    /** Reports stay unsafe until this is done. */
    void acknowledgeReportsWith(Future<Void> future) {
        nextReport = future;
    }

    void withoutReporter(String tolerance) {
        hasReporter = false;
        configs.put("errors.tolerance", tolerance);
    }

    /** As Connect does under {@code errors.tolerance=none}. */
    void failOnReport() {
        toleratesNone = true;
    }

    List<SinkRecord> reported() {
        return reported;
    }

    List<Throwable> reasons() {
        return reasons;
    }

    Set<TopicPartition> paused() {
        return paused;
    }

    /** The last offset that each partition was told to be read from. */
    Map<TopicPartition, Long> rewinds() {
        return rewinds;
    }

    /** What Connect does before its next poll. */
    Map<TopicPartition, Long> takeRewinds() {
        Map<TopicPartition, Long> taken = Map.copyOf(rewindsToCome);
        rewindsToCome.clear();
        return taken;
    }

    /** The last requested wake-up in milliseconds, or -1. */
    long requestedTimeout() {
        return timeout;
    }

    @Override
    public Map<String, String> configs() {
        return configs;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        rewinds.putAll(offsets);
        rewindsToCome.putAll(offsets);
    }

    @Override
    public void offset(TopicPartition tp, long offset) {
        rewinds.put(tp, offset);
        rewindsToCome.put(tp, offset);
    }

    @Override
    public void timeout(long timeoutMs) {
        timeout = timeoutMs;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return assignment;
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(Set.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        paused.removeAll(Set.of(partitions));
    }

    @Override
    public void requestCommit() {}

    @Override
    public @Nullable ErrantRecordReporter errantRecordReporter() {
        return hasReporter ? this::report : null;
    }

    private Future<Void> report(SinkRecord record, Throwable error) {
        reported.add(record);
        reasons.add(error);
        if (toleratesNone) {
            throw new ConnectException("Error handler limit exceeded", error);
        }
        return nextReport;
    }
}
