package io.github.hfconnect.demo.cluster;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The project's directory, and where the build puts things in it.
 *
 * @param root the directory of {@code pom.xml}
 */
public record Checkout(Path root) {

    /** The checkout named by the system property {@code hfconnect.home}, or else the working directory. */
    public static Checkout locate() {
        return new Checkout(Path.of(System.getProperty("hfconnect.home", ""))
                .toAbsolutePath()
                .normalize());
    }

    /** The released jars of one Kafka version, such as {@code 4.3.1}. */
    public KafkaLibs kafka(String version) {
        return new KafkaLibs(version, root.resolve("target/kafka").resolve(version));
    }

    /** The directory for {@code plugin.path}: above the plugin's own. */
    public Path pluginPath() {
        return root.resolve("target/plugin");
    }

    /** A ready connector from {@code connectors/}, such as {@code chat-moderation.json}. */
    public Path connector(String file) {
        return root.resolve("connectors").resolve(file);
    }

    /** A committed file of {@code config/}, read. */
    Properties config(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(root.resolve("config").resolve(file))) {
            properties.load(reader);
        }
        return properties;
    }
}
