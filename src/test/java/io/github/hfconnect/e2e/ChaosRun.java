package io.github.hfconnect.e2e;

import io.github.hfconnect.demo.cluster.WorkerProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One run: load, disturbances one after the other, quiet, count. */
final class ChaosRun {

    private static final System.Logger log = System.getLogger(ChaosRun.class.getName());

    private final ChaosMode mode;
    private final long seed;
    private final List<Disturbance> plan;
    private final int recordsPerSecond;
    private final List<Long> recoverySeconds = new ArrayList<>();

    ChaosRun(ChaosMode mode, long seed, List<Disturbance> plan, int recordsPerSecond) {
        this.mode = mode;
        this.seed = seed;
        this.plan = plan;
        this.recordsPerSecond = recordsPerSecond;
    }

    ChaosReport go() throws IOException {
        log("{0}, seed {1}: {2}", mode, String.valueOf(seed), plan);
        try (ChaosCluster cluster = ChaosCluster.start(mode)) {
            Topics topics = Topics.readingCommitted(cluster.bootstrapServers());
            topics.create(ChaosLoad.TOPIC, ChaosCluster.PARTITIONS);
            List<String> outputs = Stream.of(".enriched", ".flagged", ".dead")
                    .map(suffix -> ChaosLoad.TOPIC + suffix)
                    .toList();
            outputs.forEach(output -> topics.create(output, 4));
            cluster.alive().rest().put(ChaosCluster.CONNECTOR, cluster.connector(mode));
            ChaosReport report = go(cluster, topics, outputs);
            log("{0}", report);
            cluster.keepLogs(logs());
            return report;
        }
    }

    private ChaosReport go(ChaosCluster cluster, Topics topics, List<String> outputs) throws IOException {
        try (ChaosMonitor monitor = new ChaosMonitor(cluster)) {
            int sent = underLoad(cluster, monitor);
            awaitQuiet(monitor, sent);
            cluster.workers().forEach(WorkerProcess::awaitReady);
            Waiting.atMost(Duration.ofSeconds(15), () -> accounts(cluster).areClosed());
            return new ChaosReport(
                    mode,
                    seed,
                    (int) plan.stream().filter(Disturbance::kills).count(),
                    ChaosCounts.of(sent, read(topics, outputs)),
                    recoverySeconds,
                    monitor.failures(),
                    accounts(cluster));
        }
    }

    /** Answers how many records there were. */
    private int underLoad(ChaosCluster cluster, ChaosMonitor monitor) throws IOException {
        ChaosLoad load = new ChaosLoad(cluster.bootstrapServers(), recordsPerSecond, ChaosCluster.PARTITIONS);
        try {
            disturb(cluster, monitor, load);
        } catch (AssertionError e) {
            cluster.keepLogs(logs());
            throw e;
        } finally {
            load.close();
        }
        return load.sent();
    }

    private Path logs() {
        return Path.of("target", "chaos", mode + "-" + seed);
    }

    private void disturb(ChaosCluster cluster, ChaosMonitor monitor, ChaosLoad load) throws IOException {
        ChaosHand hand = new ChaosHand(cluster, load, mode, seed);
        Random random = new Random(seed + 1);
        awaitRecovery(monitor, System.nanoTime());
        for (Disturbance disturbance : plan) {
            log("{0} at {1} of {2}", disturbance, monitor.committed(), load.sent());
            long start = hand.disturb(disturbance);
            // Some hit a cluster that has not recovered from the last.
            if (random.nextInt(4) > 0) {
                long seconds = awaitRecovery(monitor, start);
                log("All partitions go on {0} s after it, machine load {1}", seconds, machineLoad());
                if (disturbance.kills()) {
                    recoverySeconds.add(seconds);
                }
            }
        }
        awaitRecovery(monitor, System.nanoTime());
    }

    private static long awaitRecovery(ChaosMonitor monitor, long since) {
        // What is committed in the first second may have been on its way before.
        long from = since + Duration.ofSeconds(1).toNanos();
        Waiting.until(Waiting.PATIENCE, () -> monitor.allMovedSince(from));
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }

    /** Runnable threads for each core: above 1, a slow recovery may be the machine's and not the plugin's. */
    private static double machineLoad() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system.getSystemLoadAverage() / system.getAvailableProcessors();
    }

    private static void awaitQuiet(ChaosMonitor monitor, int sent) {
        if (!Waiting.atMost(Waiting.PATIENCE, () -> monitor.committed() == sent)) {
            log("Not quiet: {0} of {1} committed, {2}", monitor.committed(), sent, monitor.offsets());
        }
    }

    private static List<ConsumerRecord<String, String>> read(Topics topics, List<String> outputs) {
        return outputs.stream()
                .flatMap(output -> topics.readAll(output).stream())
                .toList();
    }

    private static ChaosAccounts accounts(ChaosCluster cluster) {
        return ChaosAccounts.read(cluster.jmxPorts());
    }

    private static void log(String message, Object... arguments) {
        log.log(System.Logger.Level.INFO, message, arguments);
    }
}
