package io.github.hfconnect.e2e;

import io.github.hfconnect.demo.cluster.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A plugin directory that holds the built plugin and, in a jar of its own, what the chaos suite adds to it. */
final class ChaosPlugin {

    static final String CONNECTOR = "io.github.hfconnect.sink.ChaosSinkConnector";
    static final String TRANSFORM = "io.github.hfconnect.sink.StallingTransform";

    private static final String ADDED = "(Chaos|LateTombstones|Orders|SharedProducer|StallingTransform).*";

    private ChaosPlugin() {}

    /** Makes the directory below another; answers what is to be the worker's plugin path. */
    static Path assemble(Path below) throws IOException {
        Path pluginPath = below.resolve("plugins");
        Path plugin = Files.createDirectories(pluginPath.resolve("chaos"));
        Path built = Checkout.locate().pluginPath().resolve("kafka-connect-huggingface");
        try (Stream<Path> jars = Files.list(built)) {
            jars.forEach(jar -> copy(jar, plugin));
        }
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(plugin.resolve("chaos.jar")))) {
            addClasses(jar);
            add(jar, "META-INF/services/org.apache.kafka.connect.sink.SinkConnector", CONNECTOR);
            add(jar, "META-INF/services/org.apache.kafka.connect.transforms.Transformation", TRANSFORM);
        }
        return pluginPath;
    }

    private static void addClasses(JarOutputStream jar) throws IOException {
        String folder = "io/github/hfconnect/sink/";
        Path classes = Checkout.locate().root().resolve("target/test-classes").resolve(folder);
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches(ADDED))
                    .toList()) {
                jar.putNextEntry(new JarEntry(folder + file.getFileName()));
                jar.write(Files.readAllBytes(file));
            }
        }
    }

    private static void add(JarOutputStream jar, String name, String content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content.getBytes(StandardCharsets.UTF_8));
    }

    private static void copy(Path jar, Path directory) {
        try {
            Files.copy(jar, directory.resolve(jar.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
