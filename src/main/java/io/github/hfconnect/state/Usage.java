package io.github.hfconnect.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hfconnect.resilience.Spent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What one task has used in a window, as a record's value says it: JSON, so that people can read it.
 *
 * @param windowEndsAt in ms since 1970
 * @param windowMillis the window's length
 * @param spent in that window
 */
record Usage(long windowEndsAt, long windowMillis, Spent spent) {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Nothing in that window. */
    static Usage none(long windowEndsAt, long windowMillis) {
        return new Usage(windowEndsAt, windowMillis, Spent.NOTHING);
    }

    boolean isNothing() {
        return spent.equals(Spent.NOTHING);
    }

    boolean isOfWindow(long endsAt, long millis) {
        return windowEndsAt == endsAt && windowMillis == millis;
    }

    Usage plus(Usage other) {
        return new Usage(
                windowEndsAt,
                windowMillis,
                new Spent(
                        spent.requests() + other.spent.requests(),
                        spent.tokens() + other.spent.tokens(),
                        spent.cost() + other.spent.cost()));
    }

    byte[] json() {
        ObjectNode json = JSON.createObjectNode()
                .put("version", VERSION)
                .put("window_ends_at_ms", windowEndsAt)
                .put("window_ms", windowMillis)
                .put("requests", spent.requests())
                .put("tokens", spent.tokens())
                .put("cost", spent.cost());
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers are always JSON", e);
        }
    }

    /** The usage that a record's value says, or empty where it says none, or in a version that is not known. */
    static Optional<Usage> parse(byte[] value) {
        try {
            JsonNode json = JSON.readTree(new String(value, StandardCharsets.UTF_8));
            return json != null && json.path("version").asInt() == VERSION
                    ? Optional.of(new Usage(
                            json.path("window_ends_at_ms").asLong(),
                            json.path("window_ms").asLong(),
                            new Spent(
                                    json.path("requests").asLong(),
                                    json.path("tokens").asLong(),
                                    json.path("cost").asDouble())))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
