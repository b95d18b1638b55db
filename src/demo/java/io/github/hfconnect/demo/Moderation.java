package io.github.hfconnect.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A moderated chat line.
 *
 * @param line the line, as it was fed and with the new field
 * @param prediction the new field, null in the JSON where the model was not asked
 */
record Moderation(ChatLine line, JsonNode prediction) {

    static Moderation of(String value) {
        ChatLine line = ChatLine.parse(value);
        return new Moderation(line, line.json().path("moderation"));
    }

    boolean isAbsent() {
        return !prediction.isObject();
    }

    String label() {
        return prediction.path("label").asText("-");
    }

    double score() {
        return prediction.path("score").asDouble();
    }
}
