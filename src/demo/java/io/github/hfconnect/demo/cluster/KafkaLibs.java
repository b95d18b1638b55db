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
    public static final String OLDEST_WORKER = "3.9.2";

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
