package io.github.hfconnect.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One chat line, its members under the names that the sample and other chat logs use.
 *
 * @param text as it stands in the file
 * @param json the text parsed, missing where it is no JSON
 */
record ChatLine(String text, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CONVERSATION = List.of("room", "match", "conversation", "id");
    private static final List<String> AUTHOR = List.of("user", "player", "author");

    /** Reads a line; one that is no JSON has no members. */
    static ChatLine parse(String line) {
        try {
            return new ChatLine(line, JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return new ChatLine(line, MissingNode.getInstance());
        }
    }

    /** What lines must stay in order with: the record key, or null where nothing of the kind is there. */
    @Nullable
    String conversation() {
        return first(CONVERSATION);
    }

    /** Who wrote it, or a dash. */
    String author() {
        String author = first(AUTHOR);
        return author == null ? "-" : author;
    }

    /** What was written, or the whole text where that cannot be told. */
    String message() {
        return json.path("message").asText(text);
    }

    private @Nullable String first(List<String> names) {
        return names.stream()
                .filter(json::hasNonNull)
                .findFirst()
                .map(name -> json.path(name).asText())
                .orElse(null);
    }
}
