package io.github.hfconnect.e2e.cdc;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.e2e.SinkConfigs;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A connector as a committed file has it, with what differs here.
 *
 * @param name of the connector
 * @param config never null values
 */
record ConnectorJson(String name, Map<String, String> config) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a file of {@code connectors/}. */
    static ConnectorJson of(String file) throws IOException {
        JsonNode json =
                JSON.readTree(Checkout.locate().connector(file + ".json").toFile());
        return new ConnectorJson(
                json.path("name").asText(),
                JSON.convertValue(json.path("config"), new TypeReference<Map<String, String>>() {}));
    }

    /** A setting that the file has. */
    String get(String key) {
        return Objects.requireNonNull(config.get(key), key);
    }

    /** The same under another name. */
    ConnectorJson named(String other) {
        return new ConnectorJson(other, config);
    }

    /** The same with further settings, which win. */
    ConnectorJson with(String... keysAndValues) {
        return new ConnectorJson(name, SinkConfigs.with(config, keysAndValues));
    }

    /** The same without a setting. */
    ConnectorJson without(String key) {
        Map<String, String> rest = new LinkedHashMap<>(config);
        rest.remove(key);
        return new ConnectorJson(name, rest);
    }

    /** The same with one text for another in every value, such as a port. */
    ConnectorJson replacing(String text, String by) {
        ConnectorJson changed = this;
        for (Map.Entry<String, String> entry : config.entrySet()) {
            changed = changed.with(entry.getKey(), entry.getValue().replace(text, by));
        }
        return changed;
    }
}
