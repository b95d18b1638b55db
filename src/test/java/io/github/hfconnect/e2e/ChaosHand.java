package io.github.hfconnect.e2e;

import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.sink.Orders;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;

/** Does what the plan says. What depends on chance goes by the seed. */
final class ChaosHand {

    private final ChaosCluster cluster;
    private final ChaosLoad load;
    private final ChaosMode mode;
    private final Random random;
    private int reconfigured;
    private long beganAt;

    ChaosHand(ChaosCluster cluster, ChaosLoad load, ChaosMode mode, long seed) {
        this.cluster = cluster;
        this.load = load;
        this.mode = mode;
        this.random = new Random(seed);
    }

    /**
     * Returns once the disturbance is over and the processes are starting again; not once all goes well again.
     *
     * @return when it began, by the monotonic clock
     */
    long disturb(Disturbance disturbance) throws IOException {
        beganAt = System.nanoTime();
        switch (disturbance) {
            case KILL -> kill(anyButOldest());
            case KILL_OLDEST -> kill(cluster.byAge().get(0));
            case HALT_IN_COMMIT -> haltInCommit();
            case FREEZE -> freeze(anyButOldest());
            case STALL -> {
                Orders.give(cluster.directory(), "stall");
                pause(22_000);
            }
            case BROKER_RESTART -> restartBroker();
            case RECONFIGURE -> reconfigure();
            case PAUSE -> pauseConnector();
            case RESTART_TASKS -> rest(worker -> worker.rest().restart(ChaosCluster.CONNECTOR));
            case STOP_WORKER -> stop(anyButOldest());
            case ADD_PARTITIONS -> addPartitions();
        }
        return beganAt;
    }

    private WorkerProcess anyButOldest() {
        List<WorkerProcess> others = cluster.byAge().subList(1, cluster.byAge().size());
        return others.get(random.nextInt(others.size()));
    }

    private void kill(WorkerProcess worker) throws IOException {
        worker.kill9();
        pause(500 + random.nextInt(3000));
        cluster.restart(worker);
    }

    /** The worker kills itself with its offsets sent and nothing committed. Where nobody writes in transactions, from outside. */
    private void haltInCommit() throws IOException {
        if (mode == ChaosMode.AT_LEAST_ONCE) {
            kill(anyButOldest());
            return;
        }
        Orders.give(cluster.directory(), "halt-in-commit");
        Waiting.until(Waiting.PATIENCE, () -> cluster.workers().stream().anyMatch(worker -> !worker.isAlive()));
        // It may have taken a while until a transaction came by.
        beganAt = System.nanoTime();
        pause(500);
        for (WorkerProcess worker : cluster.workers()) {
            if (!worker.isAlive()) {
                cluster.restart(worker);
            }
        }
    }

    /** Longer than the consumers' session: its partitions move; with the worker's own, its tasks do, too. */
    private void freeze(WorkerProcess worker) throws IOException {
        worker.freeze();
        pause(12_000 + random.nextInt(3000));
        worker.thaw();
    }

    private void stop(WorkerProcess worker) throws IOException {
        worker.stop();
        cluster.restart(worker);
    }

    /**
     * As after a crash. An orderly stop of the only broker may lose markers of transactions that are being committed: it looks for
     * the partitions' next leader, finds none, and takes them for deleted (Kafka 4.3.1, TransactionMarkerChannelManager). Where
     * there are replicas, there is a next leader.
     */
    private void restartBroker() throws IOException {
        cluster.broker().kill9();
        cluster.broker().restart();
        cluster.broker().awaitReady();
    }

    private void reconfigure() {
        Map<String, String> config = new HashMap<>(cluster.connector(mode));
        config.put("batch.linger.ms", String.valueOf(5 + ++reconfigured));
        rest(worker -> worker.rest().put(ChaosCluster.CONNECTOR, config));
    }

    private void pauseConnector() {
        rest(worker -> worker.rest().pause(ChaosCluster.CONNECTOR));
        pause(2000);
        rest(worker -> worker.rest().resume(ChaosCluster.CONNECTOR));
    }

    private void addPartitions() {
        int count = ChaosCluster.PARTITIONS + 2;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createPartitions(Map.of(ChaosLoad.TOPIC, NewPartitions.increaseTo(count)))
                    .all()
                    .get();
            load.partitions(count);
        } catch (Exception e) {
            throw new IllegalStateException("Could not add partitions", e);
        }
    }

    private interface Request {
        void to(WorkerProcess worker);
    }

    /** A worker that is rebalancing or gone answers with an error: another time will do. */
    private void rest(Request request) {
        Waiting.until(Waiting.PATIENCE, () -> {
            try {
                request.to(cluster.alive());
                return true;
            } catch (RuntimeException e) {
                return false;
            }
        });
    }

    static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
