package io.github.hfconnect.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources of config/strimzi against the schemas of Strimzi's own release. */
@EnabledIfEnvironmentVariable(
        named = "NEWER_JAVA_HOME",
        matches = ".+",
        disabledReason = "Strimzi's schema generator needs Java 21, which NEWER_JAVA_HOME would name")
class StrimziIT {

    private static StrimziSchemas schemas;

    @BeforeAll
    static void generate(@TempDir Path directory) throws IOException, InterruptedException {
        schemas = StrimziSchemas.generate(Path.of(System.getenv("NEWER_JAVA_HOME")), directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka-connect.yaml", "kafka-connector.yaml"})
    void committedResourceIsTaken(String file) throws IOException {
        JsonNode resource = StrimziSchemas.committed(file);

        assertThat(resource.path("apiVersion").asText()).isEqualTo("kafka.strimzi.io/" + StrimziSchemas.VERSION);
        assertThat(schemas.errors(resource)).isEmpty();
    }

    /** The schema of such a test must not take everything. */
    @Test
    void fieldsThatAreNoneAndValuesOfAnotherTypeAreRefused() throws IOException {
        JsonNode misspelt = StrimziSchemas.committed("kafka-connect.yaml");
        ((ObjectNode) misspelt.at("/spec/plugins/0/artifacts/0")).put("refrence", "image");
        JsonNode missing = StrimziSchemas.committed("kafka-connect.yaml");
        ((ObjectNode) missing.path("spec")).remove("groupId");
        JsonNode mistyped = StrimziSchemas.committed("kafka-connector.yaml");
        ((ObjectNode) mistyped.path("spec")).put("tasksMax", "two");

        assertThat(schemas.errors(misspelt)).isNotEmpty();
        assertThat(schemas.errors(missing)).isNotEmpty();
        assertThat(schemas.errors(mistyped)).isNotEmpty();
    }
}
