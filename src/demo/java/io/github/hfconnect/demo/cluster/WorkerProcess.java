package io.github.hfconnect.demo.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Connect worker in distributed mode. */
public final class WorkerProcess extends ServerProcess {

    // A line for each REST request would hide what went wrong before.
    private static final String NO_ACCESS_LOG =
            "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.connect.runtime.rest.RestServer=warn";

    private final ConnectRest rest;

    private WorkerProcess(TempDirectory directory, JavaCommand command, int port) throws IOException {
        super(directory, command);
        this.rest = new ConnectRest(URI.create("http://127.0.0.1:" + port));
    }

    /** Starts a worker and waits until it takes connectors. */
    public static WorkerProcess start(WorkerSetup setup) throws IOException {
        WorkerProcess worker = launch(setup);
        worker.awaitReadyOrClose();
        return worker;
    }

    /** Starts a worker without waiting; it waits for its broker for a minute. */
    public static WorkerProcess launch(WorkerSetup setup) throws IOException {
        TempDirectory directory = TempDirectory.create("worker");
        Path properties = directory.write("worker.properties", setup.merged());
        JavaCommand command = new JavaCommand(
                "worker-" + setup.kafka().version(),
                setup.kafka().classPath(),
                jvmOptions(setup),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                List.of(properties.toString()),
                setup.environment());
        return new WorkerProcess(directory, command, setup.port());
    }

    private static List<String> jvmOptions(WorkerSetup setup) {
        List<String> options =
                new ArrayList<>(List.of("-Xms128m", "-Xmx" + setup.heap(), "-XX:+UseSerialGC", NO_ACCESS_LOG));
        options.addAll(setup.jvmOptions());
        return options;
    }

    /** The worker's REST interface. */
    public ConnectRest rest() {
        return rest;
    }

    @Override
    public void awaitReady() {
        process().awaitReady(rest::isReady);
    }
}
