package io.github.hfconnect.demo.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A single Kafka broker with its own controller, as {@code config/broker.properties} says, with other ports and data. */
public final class BrokerProcess extends ServerProcess {

    private final int port;

    private BrokerProcess(TempDirectory directory, JavaCommand command, int port) throws IOException {
        super(directory, command);
        this.port = port;
    }

    /** Starts a broker of the current Kafka on a free port and waits until it serves. */
    public static BrokerProcess start() throws IOException {
        return start(Map.of());
    }

    /** The same with properties that differ from the committed ones. */
    public static BrokerProcess start(Map<String, String> overrides) throws IOException {
        return ready(launch(Checkout.locate(), FreePorts.any(), overrides));
    }

    /** The same with the JVM options and the heap of Kafka's own start script, for figures that are to mean something. */
    public static BrokerProcess startTunedAsInProduction() throws IOException {
        return ready(launch(Checkout.locate(), FreePorts.any(), Map.of(), JvmTuning.asKafkaStarts("1g")));
    }

    private static BrokerProcess ready(BrokerProcess broker) throws IOException {
        broker.awaitReadyOrClose();
        return broker;
    }

    /**
     * Formats the storage and starts a broker, without waiting until it serves.
     *
     * @param port for clients
     * @param overrides of the committed properties
     */
    public static BrokerProcess launch(Checkout checkout, int port, Map<String, String> overrides) throws IOException {
        return launch(checkout, port, overrides, JvmTuning.light("384m"));
    }

    private static BrokerProcess launch(Checkout checkout, int port, Map<String, String> overrides, List<String> jvm)
            throws IOException {
        TempDirectory directory = TempDirectory.create("broker");
        Properties properties = checkout.config("broker.properties");
        properties.putAll(addresses(port, FreePorts.any()));
        properties.setProperty("log.dirs", directory.path().resolve("data").toString());
        properties.putAll(overrides);
        Path file = directory.write("broker.properties", properties);
        KafkaLibs kafka = checkout.kafka(KafkaLibs.CURRENT);
        format(kafka, directory, file);
        JavaCommand command = command("broker", kafka, jvm, "kafka.Kafka", List.of(file.toString()));
        return new BrokerProcess(directory, command, port);
    }

    /** Host and port for clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void awaitReady() {
        process().awaitReady(() -> FreePorts.accepts(port));
    }

    private static Map<String, String> addresses(int port, int controllerPort) {
        String client = "PLAINTEXT://127.0.0.1:" + port;
        return Map.of(
                "listeners", client + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", client,
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    }

    private static void format(KafkaLibs kafka, TempDirectory directory, Path properties) throws IOException {
        String clusterId = "5L6g3nShT-eMCtK--X86sw";
        List<String> arguments = List.of("format", "-t", clusterId, "-c", properties.toString());
        JavaCommand command =
                command("storage-format", kafka, JvmTuning.light("384m"), "kafka.tools.StorageTool", arguments);
        JavaProcess.start(command, directory).awaitSuccess();
    }

    private static JavaCommand command(
            String name, KafkaLibs kafka, List<String> jvm, String mainClass, List<String> arguments) {
        return new JavaCommand(name, kafka.classPath(), jvm, mainClass, arguments, Map.of());
    }
}
