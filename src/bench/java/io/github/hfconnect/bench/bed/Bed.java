package io.github.hfconnect.bench.bed;

import io.github.hfconnect.bench.result.BenchFailedException;
import io.github.hfconnect.demo.cluster.WorkerProcess;
import io.github.hfconnect.demo.cluster.WorkerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a build of the plugin is measured on: a worker of its own with 512 MB of heap, beside the broker and endpoint that all share. */
public final class Bed implements AutoCloseable {

    private static final String WORKER_HEAP = "512m";
    private static final Duration IDLE = Duration.ofSeconds(3);

    private final Ground ground;
    private final Build build;
    private final WorkerProcess worker;
    private final Set<String> keys;
    private final WorkerProbe probe;
    private final Cost.Idle idle;
    private final BuildClassLoader classes;

    private Bed(Ground ground, Build build, WorkerProcess worker, WorkerProbe probe) throws IOException {
        this.ground = ground;
        this.build = build;
        this.worker = worker;
        this.keys = worker.rest().configKeys(SinkSettings.CONNECTOR);
        this.probe = probe;
        this.idle = idle(probe);
        this.classes = BuildClassLoader.of(build);
    }

    /**
     * Starts a worker with a build of the plugin.
     *
     * @param flightRecording a file for the worker's recording, or null for none
     */
    public static Bed start(Ground ground, Build build, @Nullable Path flightRecording) throws IOException {
        WorkerSetup setup =
                setup(ground, build).tunedAsInProduction().heap(WORKER_HEAP).jmx();
        if (flightRecording != null) {
            setup.jvmOption("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + flightRecording);
        }
        WorkerProcess worker = WorkerProcess.start(setup);
        return new Bed(ground, build, worker, WorkerProbe.connect(worker.jmxPort()));
    }

    private static WorkerSetup setup(Ground ground, Build build) {
        return WorkerSetup.of(ground.broker().bootstrapServers())
                .plugins(build.pluginPath())
                .group(build.name());
    }

    /** The build's classes in this process. */
    public BuildClassLoader classes() {
        return classes;
    }

    /** Another worker of this bed's group, not started yet. */
    public WorkerSetup anotherWorker() {
        return setup(ground, build);
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

    /** Lets a time go by. */
    public static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailedException("Interrupted", e);
        }
    }

    /** A name that no connector or topic on this ground has had. */
    public String newName(String beginning) {
        return beginning + "-" + ground.names().incrementAndGet();
    }

    /** Whether the sink of this build has such a key. */
    public boolean knows(String key) {
        return keys.contains(key);
    }

    /** Tells what goes on, in a line. */
    public void progress(String line) {
        ground.progress().accept(line);
    }

    /** What is measured on it. */
    public Build build() {
        return build;
    }

    /** Of the broker. */
    public String bootstrapServers() {
        return ground.broker().bootstrapServers();
    }

    /** The worker of the build. */
    public WorkerProcess worker() {
        return worker;
    }

    ProcessMemory workerMemory() {
        return new ProcessMemory(worker.pid());
    }

    /** The scripted endpoint, which all beds share. */
    public Endpoint endpoint() {
        return ground.endpoint();
    }

    /** What the worker has spent and done. */
    public WorkerProbe probe() {
        return probe;
    }

    /** The broker's topics. */
    public Topics topics() {
        return ground.topics();
    }

    Cost.Idle idle() {
        return idle;
    }

    @Override
    public void close() throws IOException {
        classes.close();
        probe.close();
        worker.close();
    }
}
