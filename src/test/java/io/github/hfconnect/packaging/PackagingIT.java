package io.github.hfconnect.packaging;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.demo.cluster.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin directory and the component archive, as users get them. */
class PackagingIT {

    private static final Path TARGET = Checkout.locate().root().resolve("target");
    private static final Path PLUGIN = TARGET.resolve("plugin/kafka-connect-huggingface");

    @Test
    void thePluginDirectoryHoldsThinJarsAndNothingThatTheWorkerBrings() throws IOException {
        assertThat(fileNames(PLUGIN))
                .allMatch(name -> name.endsWith(".jar"))
                .anyMatch(name -> name.startsWith("kafka-connect-huggingface-"))
                .noneMatch(name -> name.matches("(kafka-clients|connect-|slf4j|junit|langchain4j|onnxruntime).*"));
    }

    @Test
    void ourJarHasTheManifestsOfItsPluginsAndNothingOfTheDemo() throws IOException {
        Path jar = onlyFile(PLUGIN, "kafka-connect-huggingface-");

        assertThat(entries(jar))
                .contains(
                        "META-INF/services/org.apache.kafka.connect.sink.SinkConnector",
                        "META-INF/services/org.apache.kafka.connect.transforms.Transformation",
                        "META-INF/services/org.apache.kafka.connect.transforms.predicates.Predicate")
                .noneMatch(entry -> entry.startsWith("io/github/hfconnect/demo/"));
    }

    @Test
    void theCommandLineRunsFromWhereverItIsPut(@TempDir Path elsewhere) throws Exception {
        Path cli = TARGET.resolve("cli");
        for (String directory : List.of("bin", "lib")) {
            Files.createDirectories(elsewhere.resolve(directory));
            for (String name : fileNames(cli.resolve(directory))) {
                Files.copy(
                        cli.resolve(directory).resolve(name),
                        elsewhere.resolve(directory).resolve(name),
                        COPY_ATTRIBUTES);
            }
        }
        Process hfconnect = new ProcessBuilder(
                        elsewhere.resolve("bin/hfconnect").toString(), "validate", "none.json")
                .redirectErrorStream(true)
                .start();

        String output = new String(hfconnect.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(hfconnect.waitFor()).as(output).isEqualTo(1);
        assertThat(output.lines())
                .containsExactly("hfconnect: Cannot read none.json: java.nio.file.NoSuchFileException: none.json");
        assertThat(fileNames(PLUGIN)).noneMatch(name -> name.startsWith("picocli"));
    }

    @Test
    void theComponentArchiveHasTheLayoutThatInstallersRead() throws IOException {
        Path archive = onlyFile(TARGET.resolve("components"), "hfconnect-kafka-connect-huggingface-");
        String base = archive.getFileName().toString().replace(".zip", "/");

        assertThat(entries(archive))
                .allMatch(entry -> entry.startsWith(base))
                .contains(base + "doc/LICENSE", base + "doc/README.md", base + "etc/chat-moderation.json")
                .containsAll(fileNames(PLUGIN).stream()
                        .map(jar -> base + "lib/" + jar)
                        .toList());
        JsonNode manifest = manifest(archive, base);
        assertThat(base)
                .isEqualTo("hfconnect-" + manifest.path("name").asText() + "-"
                        + manifest.path("version").asText() + "/");
    }

    private static JsonNode manifest(Path archive, String base) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return new ObjectMapper().readTree(zip.getInputStream(zip.getEntry(base + "manifest.json")));
        }
    }

    private static Path onlyFile(Path directory, String prefix) throws IOException {
        List<String> names = fileNames(directory).stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
        assertThat(names).hasSize(1);
        return directory.resolve(names.get(0));
    }

    private static List<String> fileNames(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> entries(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}
