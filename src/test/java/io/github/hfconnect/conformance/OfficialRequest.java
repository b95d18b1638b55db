package io.github.hfconnect.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.samples.Exchange;
import io.github.hfconnect.samples.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A request that the official client has sent for a sample.
 *
 * @param task of the sample
 * @param by {@code router}, {@code endpoint} for an own one, or a provider behind the router
 * @param model by which a provider knows the model, otherwise null
 * @param parameters that were asked with
 * @param request its method, path, headers and body
 */
record OfficialRequest(String task, String by, @Nullable String model, JsonNode parameters, JsonNode request) {

    static final ObjectMapper JSON = new ObjectMapper();

    static final Path RECORDED = Path.of("src", "test", "resources", "conformance", "recorded.json");

    /** What the client speaks to own endpoints in the way of OpenAI's. */
    private static final Set<String> OPENAI = Set.of("chat-completion", "image-text-to-text", "text-generation");

    /** All that were recorded. */
    static List<OfficialRequest> all() {
        return StreamSupport.stream(read(RECORDED).spliterator(), false)
                .map(node -> new OfficialRequest(
                        node.path("task").asText(),
                        node.path("by").asText(),
                        node.path("model").textValue(),
                        node.path("parameters"),
                        node.path("request")))
                .toList();
    }

    static JsonNode read(Path path) {
        try {
            return JSON.readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }

    /** The same, to be asked by the plugin. */
    Exchange exchange() {
        Exchange sample = Samples.of(task).get(0);
        Map<String, String> settings = new HashMap<>(sample.settings());
        settings.keySet().removeIf(key -> key.startsWith("parameters.") || key.startsWith("endpoint."));
        parameters.properties().forEach(entry -> settings.put("parameters." + entry.getKey(), text(entry.getValue())));
        settings.put("model", "org/" + task);
        settings.put("token", "hf_token");
        settings.put("bill.to", "org");
        if (model != null) {
            settings.put("provider", by);
            settings.put("endpoint.api", "auto");
        }
        if (by.equals("endpoint")) {
            settings.put("endpoint.urls", "http://127.0.0.1/base");
            settings.put("endpoint.api", OPENAI.contains(task) ? "openai" : "huggingface");
        }
        return new Exchange(settings, sample.records(), answeredBy(sample), sample.predictions());
    }

    private JsonNode answeredBy(Exchange sample) {
        return model == null
                ? sample.sample()
                : JSON.createObjectNode().put("provider", by).put("model", model);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    @Override
    public String toString() {
        return task + " by " + by + " with " + parameters;
    }
}
