package io.github.hfconnect.packaging;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.demo.cluster.Checkout;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin directory and the component archive, as users get them. */
class PackagingIT {

    private static final Path TARGET = Checkout.locate().root().resolve("target");
    /** A row of the page's first table: a jar and its version. */
    private static final Pattern LISTED = Pattern.compile("(?m)^\\| `([\\w-]+)` \\| (\\d\\S*) \\|");

    private static final Path PLUGIN = TARGET.resolve("plugin/kafka-connect-huggingface");

    @Test
    void thePluginDirectoryHoldsThinJarsAndNothingThatTheWorkerBrings() throws IOException {
        assertThat(fileNames(PLUGIN))
                .allMatch(name -> name.endsWith(".jar"))
                .anyMatch(name -> name.startsWith("kafka-connect-huggingface-"))
                .noneMatch(name -> name.matches("(kafka-clients|connect-|slf4j|junit|langchain4j|onnxruntime).*"));
    }

    @Test
    void theSecurityPageListsWhatIsShipped() throws IOException {
        String page = Files.readString(Checkout.locate().root().resolve("docs/security.md"));
        List<String> listed = LISTED.matcher(page)
                .results()
                .map(row -> row.group(1) + "-" + row.group(2) + ".jar")
                .toList();

        assertThat(listed)
                .containsExactlyElementsOf(fileNames(PLUGIN).stream()
                        .filter(name -> !name.startsWith("kafka-connect-huggingface-"))
                        .toList());
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

    /** The guarantees in the words of the hub, where to ask and to read, and a logo of at least the size that it asks for. */
    @Test
    void theComponentsManifestIsComplete() throws IOException {
        Path archive = onlyFile(TARGET.resolve("components"), "hfconnect-kafka-connect-huggingface-");
        String base = archive.getFileName().toString().replace(".zip", "/");
        JsonNode manifest = manifest(archive, base);

        assertThat(manifest.at("/features/delivery_guarantee"))
                .extracting(JsonNode::asText)
                .containsExactly("at_least_once", "exactly_once");
        assertThat(List.of("/documentation_url", "/source_url", "/owner/url", "/support/url"))
                .allSatisfy(url -> assertThat(manifest.at(url).asText()).startsWith("https://"));
        assertThat(manifest.toString()).doesNotContain("${");
        assertThat(LocalDate.parse(manifest.path("release_date").asText())).isAfter("2026-01-01");
        try (ZipFile zip = new ZipFile(archive.toFile());
                DataInputStream png = new DataInputStream(zip.getInputStream(
                        zip.getEntry(base + manifest.path("logo").asText())))) {
            // A PNG file begins with its signature and the header of its first chunk, which holds width and height.
            png.skipNBytes(16);
            assertThat(png.readInt()).as("width").isBetween(400, 4000);
            assertThat(png.readInt()).as("height").isBetween(200, 4000);
        }
    }

    /** Nothing of the moment of a build is in the jar: two builds of one commit are equal. */
    @Test
    void ourJarHasTheTimeOfTheReleaseThroughout() throws IOException {
        Path archive = onlyFile(TARGET.resolve("components"), "hfconnect-kafka-connect-huggingface-");
        LocalDate release = LocalDate.parse(
                manifest(archive, archive.getFileName().toString().replace(".zip", "/"))
                        .path("release_date")
                        .asText());

        try (ZipFile jar =
                new ZipFile(onlyFile(PLUGIN, "kafka-connect-huggingface-").toFile())) {
            assertThat(jar.stream()
                            .map(entry -> entry.getTimeLocal().toLocalDate())
                            .distinct())
                    .containsExactly(release);
        }
    }

    @Test
    void theBillOfMaterialsListsWhatIsShipped() throws IOException {
        Path bill = TARGET.resolve("bom.json");
        assumeThat(bill).as("left out by -Dquick").exists();

        assertThat(new ObjectMapper().readTree(bill.toFile()).path("components"))
                .extracting(component -> component.path("name").asText() + "-"
                        + component.path("version").asText() + ".jar")
                .containsExactlyInAnyOrderElementsOf(fileNames(PLUGIN).stream()
                        .filter(name -> !name.startsWith("kafka-connect-huggingface-"))
                        .toList());
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
