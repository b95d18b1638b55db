package io.github.hfconnect.e2e;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.ServerProcess;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** One broker, three workers of one Connect cluster, and an endpoint that takes its time. */
final class ChaosCluster implements AutoCloseable {

    static final String CONNECTOR = "chaos";
    static final int PARTITIONS = 8;

    private static final int WORKERS = 3;
    private static final int LATENCY_MILLIS = 40;

    private final Path directory;
    private final ScriptedTei tei;
    private final BrokerProcess broker;
    private final List<WorkerProcess> workers = new ArrayList<>();
    /** Longest up first: that one leads, because a new leader is chosen only when the old one has left. */
    private final List<WorkerProcess> byAge = new ArrayList<>();

    private ChaosCluster(BrokerProcess broker) throws IOException {
        this.broker = broker;
        directory = Files.createTempDirectory("hfconnect-chaos-");
        tei = ScriptedTei.start();
        tei.latencyMillis(LATENCY_MILLIS);
    }

    static ChaosCluster start(ChaosMode mode) throws IOException {
        ChaosCluster cluster = new ChaosCluster(BrokerProcess.start());
        try {
            cluster.startWorkers(mode);
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private void startWorkers(ChaosMode mode) throws IOException {
        Path plugins = ChaosPlugin.assemble(directory);
        for (int i = 0; i < WORKERS; i++) {
            workers.add(WorkerProcess.launch(setup(plugins, mode)));
        }
        workers.forEach(WorkerProcess::awaitReady);
        byAge.addAll(workers);
    }

    private WorkerSetup setup(Path plugins, ChaosMode mode) {
        return WorkerSetup.of(broker.bootstrapServers())
                .group("chaos-workers")
                .plugins(plugins)
                .heap("320m")
                .jmx()
                .property("session.timeout.ms", mode.workerSessionMillis())
                .property("heartbeat.interval.ms", "2000")
                .property("scheduled.rebalance.max.delay.ms", "2000");
    }

    Map<String, String> connector(ChaosMode mode) {
        Map<String, String> config =
                new HashMap<>(SinkConfigs.sink(ChaosLoad.TOPIC, tei.url(), broker.bootstrapServers()));
        config.putAll(mode.settings());
        config.put("connector.class", ChaosPlugin.CONNECTOR);
        config.put("chaos.directory", directory.toString());
        config.put("tasks.max", "4");
        config.put("batch.max.records", "8");
        config.put("max.in.flight.requests", "4");
        config.put("consumer.override.max.poll.interval.ms", "15000");
        config.put("consumer.override.metadata.max.age.ms", "5000");
        // After a kill between offsets and commit a new owner waits for so long, and up to 10 s more.
        config.put("transaction.timeout.ms", "10000");
        config.put("transforms", "stall");
        config.put("transforms.stall.type", ChaosPlugin.TRANSFORM);
        config.put("transforms.stall.directory", directory.toString());
        config.put("routes", "flagged");
        config.put("routes.flagged.label", "toxic");
        config.put("routes.flagged.min.score", "0.8");
        config.put("routes.flagged.topic", "${topic}.flagged");
        return SinkConfigs.with(
                config,
                "consumer.override.session.timeout.ms",
                "10000",
                "consumer.override.heartbeat.interval.ms",
                "2000");
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Path directory() {
        return directory;
    }

    BrokerProcess broker() {
        return broker;
    }

    List<WorkerProcess> workers() {
        return workers;
    }

    List<Integer> jmxPorts() {
        return workers.stream().map(WorkerProcess::jmxPort).toList();
    }

    /** A worker that answers. */
    WorkerProcess alive() {
        return byAge.stream()
                .filter(WorkerProcess::isAlive)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no worker is up"));
    }

    /** By time of start, longest first. */
    List<WorkerProcess> byAge() {
        return byAge;
    }

    void restart(WorkerProcess worker) throws IOException {
        worker.restart();
        byAge.remove(worker);
        byAge.add(worker);
    }

    /** Keeps the logs of a run. */
    void keepLogs(Path to) throws IOException {
        Files.createDirectories(to);
        List<ServerProcess> servers = new ArrayList<>(workers);
        servers.add(broker);
        for (int i = 0; i < servers.size(); i++) {
            for (Path log : logs(servers.get(i).directory())) {
                Files.copy(log, to.resolve(i + "-" + log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static List<Path> logs(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }

    @Override
    public void close() {
        workers.forEach(WorkerProcess::kill9);
        workers.forEach(WorkerProcess::close);
        broker.close();
        tei.close();
    }
}
