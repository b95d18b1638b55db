package io.github.hfconnect.bench;

import io.github.hfconnect.demo.cluster.BrokerProcess;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What measurements run on: a broker, a worker with 512 MB of heap, and a scripted endpoint, each a process of its own. */
final class Bed implements AutoCloseable {

    private static final String WORKER_HEAP = "512m";
    private static final Duration IDLE = Duration.ofSeconds(3);

    private final BrokerProcess broker;
    private final WorkerProcess worker;
    private final Endpoint endpoint;
    private final WorkerProbe probe;
    private final Topics topics;
    private final Cost.Idle idle;
    private final Consumer<String> progress;
    private final AtomicInteger names = new AtomicInteger();

    private Bed(
            BrokerProcess broker,
            WorkerProcess worker,
            Endpoint endpoint,
            WorkerProbe probe,
            Consumer<String> progress) {
        this.broker = broker;
        this.worker = worker;
        this.endpoint = endpoint;
        this.probe = probe;
        this.topics = new Topics(broker.bootstrapServers());
        this.progress = progress;
        this.idle = idle(probe);
    }

    /**
     * Starts all. Where a part does not come up, the others end with this JVM.
     *
     * @param flightRecording a file for the worker's recording, or null for none
     */
    static Bed start(@Nullable Path flightRecording, Consumer<String> progress) throws IOException {
        progress.accept("starting a Kafka broker, a Connect worker and a scripted endpoint");
        BrokerProcess broker = BrokerProcess.startTunedAsInProduction();
        Endpoint endpoint = Endpoint.start();
        WorkerSetup setup = WorkerSetup.of(broker.bootstrapServers())
                .tunedAsInProduction()
                .heap(WORKER_HEAP)
                .jmx();
        if (flightRecording != null) {
            setup.jvmOption("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + flightRecording);
        }
        WorkerProcess worker = WorkerProcess.start(setup);
        return new Bed(broker, worker, endpoint, WorkerProbe.connect(worker.jmxPort()), progress);
    }

    private static Cost.Idle idle(WorkerProbe probe) {
        Sample from = probe.sample("none");
        Sample to = from;
        while (to.nanos() - from.nanos() < IDLE.toNanos()) {
            pause(SinkRun.BETWEEN_SAMPLES);
            to = probe.sample("none");
        }
        return Cost.Idle.between(from, to);
    }

    static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailedException("Interrupted", e);
        }
    }

    /** A name that no connector or topic of this bed has had. */
    String newName(String beginning) {
        return beginning + "-" + names.incrementAndGet();
    }

    void progress(String line) {
        progress.accept(line);
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    WorkerProcess worker() {
        return worker;
    }

    ProcessMemory workerMemory() {
        return new ProcessMemory(worker.pid());
    }

    Endpoint endpoint() {
        return endpoint;
    }

    WorkerProbe probe() {
        return probe;
    }

    Topics topics() {
        return topics;
    }

    Cost.Idle idle() {
        return idle;
    }

    @Override
    public void close() {
        probe.close();
        worker.close();
        endpoint.close();
        broker.kill9();
        broker.close();
    }
}
