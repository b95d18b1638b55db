package io.github.hfconnect.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How commands reach a cluster, beyond its address. */
final class ClientOptions {

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "properties of Kafka clients, such as security.protocol")
    private @Nullable Path clientConfig;

    /** The file's properties, if there is one, for that cluster. */
    Properties of(String bootstrapServers) throws IOException {
        Properties properties = new Properties();
        if (clientConfig != null) {
            try (Reader reader = Files.newBufferedReader(clientConfig)) {
                properties.load(reader);
            }
        }
        properties.setProperty("bootstrap.servers", bootstrapServers);
        return properties;
    }

    /** The same of a consumer, which reads what was committed and makes no topic. */
    Properties ofConsumer(String bootstrapServers) throws IOException {
        Properties properties = of(bootstrapServers);
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("allow.auto.create.topics", "false");
        return properties;
    }
}
