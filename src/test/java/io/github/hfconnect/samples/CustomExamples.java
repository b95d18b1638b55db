package io.github.hfconnect.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Servers of no known kind, each described by a user's configuration. */
final class CustomExamples {

    private CustomExamples() {}

    static List<Exchange> all() {
        return List.of(scoring(), messages());
    }

    /** Several records a call, and a value of the record beside the inputs. */
    private static Exchange scoring() {
        Map<String, String> settings = settings("text-classification", "http://127.0.0.1:8090/score");
        settings.put("custom.request", "{\"texts\": {{inputs}}, \"tenant\": \"{{tenant}}\"}");
        settings.put("custom.response", "/results");
        settings.put("custom.batch", "true");
        settings.put("input.field", "text");
        return exchange(
                settings,
                "[{\"text\": \"Lovely.\", \"tenant\": \"north\"}, {\"text\": \"Broken.\", \"tenant\": \"north\"}]",
                "{\"results\": [[{\"label\": \"good\", \"score\": 0.9}], [{\"label\": \"bad\", \"score\": 0.8}]]}",
                "[{\"label\": \"good\", \"score\": 0.9, \"labels\": [{\"label\": \"good\", \"score\": 0.9}]},"
                        + " {\"label\": \"bad\", \"score\": 0.8, \"labels\": [{\"label\": \"bad\", \"score\": 0.8}]}]");
    }

    /** A text inside a text, and a result deep in the answer. */
    private static Exchange messages() {
        Map<String, String> settings = settings("summarization", "http://127.0.0.1:8090/v1/messages");
        settings.put(
                "custom.request",
                "{\"model\": \"m\", \"max_tokens\": 99, \"messages\": [{\"role\": \"user\", \"content\":"
                        + " \"Sum up: {{inputs}}\"}]}");
        settings.put("custom.response", "/content/0/text");
        settings.put("input.field", "thread");
        return exchange(
                settings,
                "[{\"thread\": \"A says \\\"no\\\", B says yes.\"}]",
                "{\"type\": \"message\", \"content\": [{\"type\": \"text\", \"text\": \"They disagree.\"}]}",
                "[{\"text\": \"They disagree.\"}]");
    }

    private static Map<String, String> settings(String task, String url) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("task", task);
        settings.put("endpoint.urls", url);
        settings.put("endpoint.api", "custom");
        return settings;
    }

    private static Exchange exchange(Map<String, String> settings, String records, String answer, String predictions) {
        ObjectNode sample = JsonRecord.JSON.createObjectNode();
        sample.put("kind", "custom").put("by", settings.get("endpoint.urls")).set("json", json(answer));
        return new Exchange(settings, json(records), sample, json(predictions));
    }

    private static JsonNode json(String text) {
        try {
            return JsonRecord.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
