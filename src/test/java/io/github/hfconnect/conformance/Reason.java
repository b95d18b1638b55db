package io.github.hfconnect.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Why requests of a task differ from the official client's.
 *
 * @param by {@code router}, {@code endpoint}, or empty for both
 * @param parts of the request that differ
 */
record Reason(String task, String by, List<String> parts, String text) {

    private static final Path REASONS = Path.of("src", "test", "resources", "conformance", "differences.json");

    /** All that are accepted, one for each task. */
    static List<Reason> all() {
        List<Reason> reasons = new ArrayList<>();
        for (JsonNode entry : OfficialRequest.read(REASONS)) {
            List<String> parts = texts(entry.path("parts"));
            texts(entry.path("tasks"))
                    .forEach(task -> reasons.add(new Reason(
                            task,
                            entry.path("by").asText(),
                            parts,
                            entry.path("reason").asText())));
        }
        return reasons;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    boolean explains(Difference difference) {
        return difference.official().task().equals(task)
                && (by.isEmpty() || difference.official().by().equals(by))
                && parts.contains(difference.part());
    }
}
