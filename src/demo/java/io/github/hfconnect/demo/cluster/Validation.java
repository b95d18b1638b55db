package io.github.hfconnect.demo.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a worker's validation says about a configuration.
 *
 * @param errors by key, only keys with errors
 */
public record Validation(Map<String, List<String>> errors) {

    static Validation of(JsonNode json) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        for (JsonNode config : json.path("configs")) {
            JsonNode value = config.path("value");
            for (JsonNode error : value.path("errors")) {
                errors.computeIfAbsent(value.path("name").asText(), key -> new ArrayList<>())
                        .add(error.asText());
            }
        }
        return new Validation(errors);
    }
}
