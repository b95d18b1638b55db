package io.github.hfconnect.e2e;

import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.sink.Orders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** One run: documents that change, workers that are killed, a reader who looks all the time, quiet, count. */
final class DocumentChaos {

    private static final System.Logger log = System.getLogger(DocumentChaos.class.getName());

    private static final String OUTPUT = DocumentLoad.TOPIC + ".enriched";
    private static final int OUTPUT_PARTITIONS = 4;

    private final ChaosMode mode;
    private final Map<String, String> more;
    private final long seed;
    private final int kills;

    DocumentChaos(ChaosMode mode, Map<String, String> more, long seed, int kills) {
        this.mode = mode;
        this.more = more;
        this.seed = seed;
        this.kills = kills;
    }

    /**
     * How a run ended.
     *
     * @param looks at one partition of the output, while no transaction was open there
     * @param mixed documents that were found to be no version of theirs
     * @param missing documents that are not what they should be, or not there
     * @param orphaned documents of which more is there than should be
     */
    record Report(
            int versions,
            int looks,
            List<String> mixed,
            Set<String> missing,
            Set<String> orphaned,
            List<String> failures,
            ChaosAccounts accounts) {}

    Report go() throws IOException {
        try (ChaosCluster cluster = ChaosCluster.start(mode)) {
            Topics topics = Topics.readingCommitted(cluster.bootstrapServers());
            topics.create(DocumentLoad.TOPIC, ChaosCluster.PARTITIONS);
            topics.create(OUTPUT, OUTPUT_PARTITIONS);
            topics.create(DocumentLoad.TOPIC + ".dead", 1);
            cluster.alive().rest().put(ChaosCluster.CONNECTOR, connector(cluster));
            Report report = go(cluster);
            log.log(System.Logger.Level.INFO, "{0} {1}, seed {2}, {3} kills: {4}", mode, more, seed, kills, report);
            cluster.keepLogs(logs());
            return report;
        }
    }

    private Map<String, String> connector(ChaosCluster cluster) {
        Map<String, String> config = new HashMap<>(cluster.connector(mode));
        config.keySet().removeIf(key -> key.startsWith("routes") || key.startsWith("transforms"));
        config.put("topics", DocumentLoad.TOPIC);
        config.put("errors.deadletterqueue.topic.name", DocumentLoad.TOPIC + ".dead");
        config.put("chunk.mode", "records");
        config.put("chunk.max.chars", String.valueOf(DocumentLoad.PIECE_CHARS));
        config.put("chunk.state.topic", "${topic}.pieces");
        config.putAll(more);
        return config;
    }

    private Report go(ChaosCluster cluster) throws IOException {
        DocumentLoad load = new DocumentLoad(cluster.bootstrapServers(), ChaosCluster.PARTITIONS, seed);
        try (ChaosMonitor monitor = new ChaosMonitor(cluster);
                DocumentView view =
                        new DocumentView(cluster.bootstrapServers(), OUTPUT, OUTPUT_PARTITIONS, load::isVersion)) {
            try {
                kill(cluster, monitor);
            } finally {
                load.close();
            }
            boolean quiet = Waiting.atMost(Waiting.PATIENCE, () -> monitor.committed() == load.sent());
            log.log(System.Logger.Level.INFO, "Quiet: {0}, {1} of {2}", quiet, monitor.committed(), load.sent());
            Waiting.atMost(Duration.ofSeconds(30), () -> view.documents().equals(load.expected()));
            cluster.workers().forEach(WorkerProcess::awaitReady);
            Waiting.atMost(Duration.ofSeconds(15), () -> accounts(cluster).areClosed());
            return report(cluster, monitor, load, view);
        }
    }

    private static Report report(ChaosCluster cluster, ChaosMonitor monitor, DocumentLoad load, DocumentView view) {
        Map<String, List<String>> there = view.documents();
        Map<String, List<String>> expected = load.expected();
        Set<String> missing = new TreeSet<>();
        Set<String> orphaned = new TreeSet<>();
        expected.forEach((document, pieces) -> {
            List<String> found = there.getOrDefault(document, List.of());
            if (!found.containsAll(pieces)) {
                missing.add(document);
            }
        });
        there.forEach((document, pieces) -> {
            if (!expected.getOrDefault(document, List.of()).containsAll(pieces)) {
                orphaned.add(document);
            }
        });
        return new Report(
                load.sent(), view.looks(), view.mixed(), missing, orphaned, monitor.failures(), accounts(cluster));
    }

    private void kill(ChaosCluster cluster, ChaosMonitor monitor) throws IOException {
        Random random = new Random(seed);
        awaitRecovery(monitor, System.nanoTime());
        for (int kill = 0; kill < kills; kill++) {
            long start = System.nanoTime();
            boolean inCommit = mode != ChaosMode.AT_LEAST_ONCE && random.nextInt(4) == 0;
            killOne(cluster, random, inCommit);
            // Some hit a cluster that has not recovered from the last.
            if (random.nextInt(4) > 0) {
                awaitRecovery(monitor, start);
            }
            log.log(System.Logger.Level.INFO, "Kill {0} of {1}", kill + 1, kills);
        }
        awaitRecovery(monitor, System.nanoTime());
    }

    private static void killOne(ChaosCluster cluster, Random random, boolean inCommit) throws IOException {
        if (inCommit) {
            Orders.give(cluster.directory(), "halt-in-commit");
            Waiting.until(Waiting.PATIENCE, () -> cluster.workers().stream().anyMatch(worker -> !worker.isAlive()));
        } else {
            List<WorkerProcess> workers = List.copyOf(cluster.byAge());
            workers.get(random.nextInt(workers.size())).kill9();
        }
        ChaosHand.pause(300 + random.nextInt(2000));
        for (WorkerProcess worker : cluster.workers()) {
            if (!worker.isAlive()) {
                cluster.restart(worker);
            }
        }
    }

    private static void awaitRecovery(ChaosMonitor monitor, long since) {
        // What is committed in the first second may have been on its way before.
        long from = since + Duration.ofSeconds(1).toNanos();
        Waiting.until(Waiting.PATIENCE, () -> monitor.allMovedSince(from));
    }

    private static ChaosAccounts accounts(ChaosCluster cluster) {
        return ChaosAccounts.read(cluster.jmxPorts());
    }

    private Path logs() {
        return Path.of("target", "chaos", "documents-" + mode + "-" + seed);
    }
}
