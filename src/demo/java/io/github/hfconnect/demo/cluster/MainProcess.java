package io.github.hfconnect.demo.cluster;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A server of this project, on this JVM's class path, as a process of its own. */
public final class MainProcess extends ServerProcess {

    private final int port;

    private MainProcess(TempDirectory directory, JavaCommand command, int port) throws IOException {
        super(directory, command);
        this.port = port;
    }

    /**
     * Starts a server and waits until it serves.
     *
     * @param name for its log and for messages
     * @param mainClass and its arguments
     * @param port that it listens on once it is ready
     */
    public static MainProcess start(String name, Class<?> mainClass, List<String> arguments, int port)
            throws IOException {
        JavaCommand command = new JavaCommand(
                name,
                System.getProperty("java.class.path"),
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                mainClass.getName(),
                arguments,
                Map.of());
        MainProcess process = new MainProcess(TempDirectory.create(name), command, port);
        process.awaitReadyOrClose();
        return process;
    }

    @Override
    public void awaitReady() {
        process().awaitReady(() -> FreePorts.accepts(port));
    }
}
