package io.github.hfconnect.config.value;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.FileConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a Kafka client in a properties file on the worker, such as the one that Kafka's own tools take as {@code
 * --command-config}, so that each connector need not repeat them. It is read as Connect reads {@code ${file:...}}; what the
 * connector says itself wins.
 */
public final class ClientFile {

    /** After the prefix of the client's settings. */
    public static final String KEY = "config.file";

    private ClientFile() {}

    /**
     * A client's settings with those of the file that they name, if they do.
     *
     * @param settings without their prefix
     * @throws IllegalArgumentException where there is no such file that can be read
     */
    public static Map<String, Object> resolved(Map<String, ?> settings) {
        Map<String, Object> resolved = new HashMap<>(ofFile(settings.get(KEY)));
        resolved.putAll(settings);
        resolved.remove(KEY);
        return resolved;
    }

    private static Map<String, String> ofFile(@Nullable Object file) {
        if (file == null) {
            return Map.of();
        }
        Path path = Path.of(file.toString());
        if (Files.exists(path) && !Files.isReadable(path)) {
            throw new IllegalArgumentException(
                    "The user " + System.getProperty("user.name") + ", as whom this runs, may not read the file " + file
                            + ": give that user the right, or run this as the worker's user");
        }
        if (!Files.isRegularFile(path)) {
            throw missing(file);
        }
        try (FileConfigProvider provider = new FileConfigProvider()) {
            provider.configure(Map.of());
            return provider.get(file.toString()).data();
        } catch (ConfigException e) {
            throw missing(file);
        }
    }

    private static IllegalArgumentException missing(Object file) {
        return new IllegalArgumentException("There is no file " + file
                + " that this worker can read: it has to be on each worker, as a properties file with keys such as"
                + " security.protocol");
    }
}
