package io.github.hfconnect.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import io.github.hfconnect.demo.cluster.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What a Kubernetes with Strimzi takes: the schemas of its custom resources, generated from Strimzi's released classes as Strimzi itself
 * generates them. Kubernetes drops fields that a schema does not name without a word; here they are refused.
 *
 * @param served the schema of the version that is served, by kind
 */
record StrimziSchemas(Map<String, JsonNode> served) {

    static final String VERSION = "v1";

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> ALTERNATIVES = Set.of("oneOf", "anyOf", "allOf", "not");
    private static final Map<String, String> CLASSES = Map.of(
            "KafkaConnect", "io.strimzi.api.kafka.model.connect.KafkaConnect",
            "KafkaConnector", "io.strimzi.api.kafka.model.connector.KafkaConnector");

    /**
     * Generates them, which takes a newer Java than this build.
     *
     * @param java its home
     * @param directory for the generated files
     */
    static StrimziSchemas generate(Path java, Path directory) throws IOException, InterruptedException {
        Map<String, JsonNode> served = new HashMap<>();
        for (Map.Entry<String, String> type : CLASSES.entrySet()) {
            Path file = directory.resolve(type.getKey() + ".yaml");
            run(java, type.getValue() + "=" + file);
            served.put(type.getKey(), strict(version(YAML.readTree(file.toFile()))));
        }
        return new StrimziSchemas(served);
    }

    private static void run(Path java, String target) throws IOException, InterruptedException {
        Path jars = Checkout.locate().root().resolve("target/kafka/strimzi");
        Process generator = new ProcessBuilder(
                        java.resolve("bin/java").toString(),
                        "-cp",
                        jars + "/*",
                        "io.strimzi.crdgenerator.CrdGenerator",
                        "--target-kube",
                        "1.30+",
                        "--crd-api-version",
                        "v1",
                        "--api-versions",
                        VERSION,
                        "--storage-version",
                        VERSION,
                        "--yaml",
                        target)
                .redirectErrorStream(true)
                .start();
        String output = new String(generator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (generator.waitFor() != 0) {
            throw new IllegalStateException("Strimzi's generator failed: " + output);
        }
    }

    private static JsonNode version(JsonNode definition) {
        return StreamSupport.stream(definition.at("/spec/versions").spliterator(), false)
                .filter(version -> version.path("name").asText().equals(VERSION)
                        && version.path("served").asBoolean())
                .findFirst()
                .orElseThrow()
                .at("/schema/openAPIV3Schema");
    }

    /** Alternatives name only those fields that tell them apart. */
    private static JsonNode strict(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        schema.properties().stream()
                .filter(field -> !ALTERNATIVES.contains(field.getKey()))
                .forEach(field -> strict(field.getValue()));
        return schema;
    }

    /** What is wrong with a resource of that kind; empty where nothing is. */
    List<String> errors(JsonNode resource) {
        JsonNode schema =
                Objects.requireNonNull(served.get(resource.path("kind").asText()));
        return new ValidatorFactory()
                .withJsonNodeFactory(new JacksonNode.Factory()).validate(schema, resource).getErrors().stream()
                        .map(error -> error.getInstanceLocation() + ": " + error.getError())
                        .toList();
    }

    static JsonNode committed(String file) throws IOException {
        return YAML.readTree(Files.readString(
                Checkout.locate().root().resolve("config/strimzi").resolve(file)));
    }
}
