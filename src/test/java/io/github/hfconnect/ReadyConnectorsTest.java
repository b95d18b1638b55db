package io.github.hfconnect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is ready to be posted must be valid. */
class ReadyConnectorsTest {

    @ParameterizedTest
    @MethodSource("files")
    void readyConnectorIsValid(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        Map<String, String> config = new HashMap<>();
        json.path("config")
                .properties()
                .forEach(field ->
                        config.put(field.getKey(), resolved(field.getValue().asText())));
        config.put("name", json.path("name").asText());

        List<ConfigValue> invalid = new HuggingFaceSinkConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .toList();

        assertThat(invalid).isEmpty();
        assertThat(file).hasFileName(json.path("name").asText() + ".json");
    }

    /** As a worker does that has the config provider, before it has a configuration validated. */
    private static String resolved(String value) {
        return value.replaceAll("\\$\\{env:\\w+}", "secret");
    }

    static List<Path> files() throws IOException {
        return jsonFiles(Path.of("connectors"));
    }

    private static List<Path> jsonFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theTableNamesIt(Path file) throws IOException {
        assertThat(Files.readString(Path.of("connectors", "README.md")))
                .contains("| [" + file.getFileName() + "](" + file.getFileName() + ") |");
    }

    /** The connectors of others around ours. */
    @ParameterizedTest
    @MethodSource("steps")
    void thePageOnChangeDataCaptureNamesIt(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(file.toFile());

        assertThat(file).hasFileName(json.path("name").asText() + ".json");
        assertThat(Files.readString(Path.of("docs", "change-data-capture.md")))
                .contains("(../connectors/change-data-capture/" + file.getFileName() + ")");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void thePageOnVectorStoresNamesIt(Path file) throws IOException {
        assertThat(file)
                .hasFileName(
                        new ObjectMapper().readTree(file.toFile()).path("name").asText() + ".json");
        assertThat(Files.readString(Path.of("docs", "vector-stores.md")))
                .contains("(../connectors/vector-stores/" + file.getFileName() + ")");
    }

    static List<Path> stores() throws IOException {
        return jsonFiles(Path.of("connectors", "vector-stores"));
    }

    static List<Path> steps() throws IOException {
        return jsonFiles(Path.of("connectors", "change-data-capture"));
    }
}
