package io.github.hfconnect.demo.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The jars of one Kafka version, broker or worker, with their dependencies.
 *
 * @param version as released
 * @param directory holds the jars and nothing else
 */
public record KafkaLibs(String version, Path directory) {

    /** Kafka as the demo runs it. */
    public static final String CURRENT = "4.3.1";

    /** The oldest worker that the plugin supports. */
    public static final String OLDEST_WORKER = "3.6.2";

    /** The last line of workers with ZooKeeper's brokers, which the plugin is compiled against. */
    public static final String WORKER_3_9 = "3.9.2";

    /** The first line of workers on Java 17. */
    public static final String WORKER_4_0 = "4.0.2";

    /** A worker that is too old. */
    public static final String REFUSED_WORKER = "3.5.2";

    /**
     * The class path, in the wildcard form of the Java launcher.
     *
     * @throws IllegalStateException where the build has not copied the jars
     */
    public String classPath() {
        if (!Files.isDirectory(directory)) {
            throw new IllegalStateException("There is no Kafka " + version + " in " + directory
                    + ". Copy it with: mvn -f src/kafka/" + version + "/pom.xml package");
        }
        return directory + "/*";
    }
}
