package io.github.hfconnect.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.HuggingFaceSinkConnector;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The connector of config/strimzi, as the plugin itself sees it. */
class StrimziConnectorTest {

    @Test
    void connectorIsValid() throws IOException {
        JsonNode resource = StrimziSchemas.committed("kafka-connector.yaml");
        Map<String, String> config =
                new HashMap<>(Map.of("name", resource.at("/metadata/name").asText()));
        resource.at("/spec/config")
                .properties()
                .forEach(field ->
                        config.put(field.getKey(), field.getValue().asText().replace("${env:HF_TOKEN}", "hf_secret")));

        assertThat(resource.at("/spec/class").asText()).isEqualTo(HuggingFaceSinkConnector.class.getName());
        assertThat(new HuggingFaceSinkConnector().validate(config).configValues())
                .allSatisfy(value ->
                        assertThat(value.errorMessages()).as(value.name()).isEmpty());
    }
}
