package io.github.hfconnect.demo.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * A piece of a document, as the connector has written it.
 *
 * @param document its name
 * @param number the piece's, by which it is known as long as it is there
 * @param start its first code point in the text, as it was when it was written
 * @param text what the vector was made of
 * @param vector what the model answered
 */
public record SearchPiece(String document, int number, int start, String text, List<Float> vector) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Float>> FLOATS = new TypeReference<>() {};

    /**
     * Reads a record of the connector's output topic.
     *
     * @param key such as {@code doc-7#3}
     */
    static SearchPiece of(String key, String value) {
        try {
            JsonNode piece = JSON.readTree(value);
            JsonNode chunk = piece.path("chunk");
            return new SearchPiece(
                    chunk.path("document").asText(),
                    Integer.parseInt(key.substring(key.lastIndexOf('#') + 1)),
                    chunk.path("start").asInt(),
                    chunk.path("text").asText(),
                    JSON.convertValue(piece.path("embedding"), FLOATS));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The record " + key + " is no piece", e);
        }
    }
}
