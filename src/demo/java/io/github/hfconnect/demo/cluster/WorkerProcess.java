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
    private final int jmxPort;

    private WorkerProcess(TempDirectory directory, JavaCommand command, WorkerSetup setup) throws IOException {
        super(directory, command);
        this.rest = new ConnectRest(URI.create("http://127.0.0.1:" + setup.port()));
        this.jmxPort = setup.jmxPort();
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
        List<String> options = new ArrayList<>(setup.jvmOptions());
        options.add(NO_ACCESS_LOG);
        JavaCommand command = new JavaCommand(
                "worker-" + setup.kafka().version(),
                setup.classPath(),
                options,
                "org.apache.kafka.connect.cli.ConnectDistributed",
                List.of(properties.toString()),
                setup.environment(),
                setup.java());
        return new WorkerProcess(directory, command, setup);
    }

    /** The worker's REST interface. */
    public ConnectRest rest() {
        return rest;
    }

    /** Where JMX clients of this machine are let in; 0 where none are. */
    public int jmxPort() {
        return jmxPort;
    }

    @Override
    public void awaitReady() {
        process().awaitReady(rest::isReady);
    }
}
