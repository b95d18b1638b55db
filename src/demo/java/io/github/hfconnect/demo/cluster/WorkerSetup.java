package io.github.hfconnect.demo.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

/** What a Connect worker is started with: {@code config/connect-distributed.properties} and what differs from it. */
public final class WorkerSetup {

    private final Checkout checkout;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private KafkaLibs kafka;
    private Path java = Path.of(System.getProperty("java.home"));
    private int port = FreePorts.any();
    private int jmxPort;
    private final List<String> jvmOptions = new ArrayList<>();
    private String moreClassPath = "";
    private String heap = "512m";
    private Function<String, List<String>> tuning = JvmTuning::light;

    private WorkerSetup(Checkout checkout) {
        this.checkout = checkout;
        this.kafka = checkout.kafka(KafkaLibs.CURRENT);
    }

    /** A worker of the current Kafka with the built plugin, on a free port. */
    public static WorkerSetup of(String bootstrapServers) {
        Checkout checkout = Checkout.locate();
        return new WorkerSetup(checkout).plugins(checkout.pluginPath()).property("bootstrap.servers", bootstrapServers);
    }

    /** Takes another released version, such as {@code 3.9.2}. */
    public WorkerSetup version(String version) {
        kafka = checkout.kafka(version);
        return this;
    }

    /** Runs on another Java. */
    public WorkerSetup java(Path home) {
        java = home;
        return this;
    }

    /** Takes another directory above those of the plugins. */
    public WorkerSetup plugins(Path pluginPath) {
        return property("plugin.path", pluginPath.toString());
    }

    /** Takes a given port for the REST interface. */
    public WorkerSetup port(int restPort) {
        port = restPort;
        return this;
    }

    /** Takes another heap limit, such as {@code 256m}. */
    public WorkerSetup heap(String limit) {
        heap = limit;
        return this;
    }

    /** Gives the JVM the options of Kafka's own start scripts, for figures that are to mean something. */
    public WorkerSetup tunedAsInProduction() {
        tuning = JvmTuning::asKafkaStarts;
        return this;
    }

    /** Lets JMX clients of this machine in, without a password, at {@link WorkerProcess#jmxPort}. */
    public WorkerSetup jmx() {
        jmxPort = FreePorts.any();
        String prefix = "-Dcom.sun.management.jmxremote.";
        jvmOptions.addAll(List.of(
                prefix + "port=" + jmxPort,
                prefix + "rmi.port=" + jmxPort,
                prefix + "host=127.0.0.1",
                prefix + "authenticate=false",
                prefix + "ssl=false",
                "-Djava.rmi.server.hostname=127.0.0.1"));
        return this;
    }

    /** Sets a property of the worker. */
    public WorkerSetup property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /** Adds a variable to the environment that the worker has from this process. */
    public WorkerSetup environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Puts jars before Kafka's own on the worker's class path, in the form of the Java launcher. */
    public WorkerSetup classPath(String jars) {
        moreClassPath = jars + File.pathSeparator;
        return this;
    }

    /** Adds an option of the worker's JVM, such as a system property. */
    public WorkerSetup jvmOption(String option) {
        jvmOptions.add(option);
        return this;
    }

    /** Names the Connect cluster: workers of one group share tasks, several groups can share one broker. */
    public WorkerSetup group(String group) {
        return property("group.id", group)
                .property("config.storage.topic", group + "-configs")
                .property("offset.storage.topic", group + "-offsets")
                .property("status.storage.topic", group + "-status");
    }

    KafkaLibs kafka() {
        return kafka;
    }

    String classPath() {
        return moreClassPath + kafka.classPath();
    }

    Path java() {
        return java;
    }

    int port() {
        return port;
    }

    int jmxPort() {
        return jmxPort;
    }

    List<String> jvmOptions() {
        List<String> all = new ArrayList<>(tuning.apply(heap));
        all.addAll(jvmOptions);
        return all;
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** The committed properties with everything above in place. */
    Properties merged() throws IOException {
        Properties merged = checkout.config("connect-distributed.properties");
        merged.setProperty("listeners", "http://127.0.0.1:" + port);
        merged.putAll(properties);
        return merged;
    }
}
