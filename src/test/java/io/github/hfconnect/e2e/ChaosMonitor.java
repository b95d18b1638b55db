package io.github.hfconnect.e2e;

import io.github.hfconnect.demo.cluster.ConnectorStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** Watches each partition's committed offset and each task's state while the cluster is disturbed. */
final class ChaosMonitor implements AutoCloseable {

    private final ChaosCluster cluster;
    private final Admin admin;
    private final Thread thread = new Thread(this::watch, "chaos-monitor");
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final Map<Integer, Long> movedAt = new HashMap<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    ChaosMonitor(ChaosCluster cluster) {
        this.cluster = cluster;
        this.admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
        thread.start();
    }

    /** Traces of tasks that were seen as FAILED. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Whether every one of the first partitions has been committed anew since a moment of the monotonic clock. */
    synchronized boolean allMovedSince(long nanoTime) {
        return IntStream.range(0, ChaosCluster.PARTITIONS)
                .allMatch(partition -> movedAt.containsKey(partition) && movedAt.get(partition) - nanoTime > 0);
    }

    /** The committed offsets together. */
    synchronized long committed() {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized Map<Integer, Long> offsets() {
        return Map.copyOf(offsets);
    }

    private void watch() {
        while (!ended) {
            lookAtOffsets();
            lookAtTasks();
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    private void lookAtOffsets() {
        try {
            var committed = admin.listConsumerGroupOffsets("connect-" + ChaosCluster.CONNECTOR)
                    .partitionsToOffsetAndMetadata()
                    .get(5, TimeUnit.SECONDS);
            long now = System.nanoTime();
            synchronized (this) {
                committed.forEach((partition, offset) -> {
                    if (offset != null && isNew(partition, offset.offset())) {
                        movedAt.put(partition.partition(), now);
                    }
                });
            }
        } catch (Exception e) {
            // The broker may be away; the next look will tell.
        }
    }

    private synchronized boolean isNew(TopicPartition partition, long offset) {
        Long before = offsets.put(partition.partition(), offset);
        return before == null || before != offset;
    }

    private void lookAtTasks() {
        try {
            ConnectorStatus status = cluster.alive().rest().status(ChaosCluster.CONNECTOR);
            List<String> seen = new ArrayList<>();
            status.tasks().stream()
                    .filter(task -> task.state().equals("FAILED"))
                    .forEach(task -> seen.add(task.trace()));
            seen.stream().filter(trace -> !failures.contains(trace)).forEach(failures::add);
        } catch (RuntimeException e) {
            // The worker may be on its way down or frozen.
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        admin.close(Duration.ZERO);
    }
}
