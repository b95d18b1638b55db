package io.github.hfconnect.answer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a server has answered, apart from how it came: its body, of whichever content type. JSON in it is parsed once, as a
 * tree or as a stream, and what the answer says of its own cost is noted on the way. One thread reads an answer.
 */
public final class Answer {

    private static final String USAGE = "usage";

    /** Where Cohere's form, which vLLM speaks too, counts what goes in. */
    private static final String TOKENS_OF_COHERE = "/meta/tokens/input_tokens";

    private byte @Nullable [] body;
    private final @Nullable String contentType;
    private @Nullable JsonNode tree;
    private Map<String, Long> usage = Map.of();

    /**
     * An answer of these bytes.
     *
     * @param contentType as the server says it, or null
     */
    public Answer(byte[] body, @Nullable String contentType) {
        this.body = body;
        this.contentType = contentType;
    }

    private Answer(JsonNode part) {
        this.tree = part;
        this.contentType = "application/json";
    }

    /** A part of an answer that stands for itself. It is not parsed again: the part is what it reads. */
    public static Answer of(JsonNode part) {
        return new Answer(part);
    }

    /** The bytes as they are, not to be changed. */
    public byte[] body() {
        byte[] bytes = body;
        if (bytes == null) {
            bytes = Json.text(Objects.requireNonNull(tree)).getBytes(StandardCharsets.UTF_8);
            body = bytes;
        }
        return bytes;
    }

    /** Whether it is an object, as far as its beginning shows. */
    public boolean beginsAnObject() {
        byte[] bytes = body();
        int begin = 0;
        while (begin < bytes.length && Character.isWhitespace(bytes[begin])) {
            begin++;
        }
        return begin < bytes.length && bytes[begin] == '{';
    }

    /** Of the body, as the server says it, or null. */
    public @Nullable String contentType() {
        return contentType;
    }

    /** The body as text, whatever it is. */
    public String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    /**
     * The whole document; a missing node where there is none at all.
     *
     * @throws IOException where it is not JSON
     */
    public JsonNode tree() throws IOException {
        JsonNode parsed = tree;
        if (parsed == null) {
            parsed = Json.tree(body());
            tree = parsed;
            parsed.path(USAGE).properties().forEach(count -> note(count.getKey(), count.getValue()));
            note("prompt_tokens", parsed.at(TOKENS_OF_COHERE));
        }
        return parsed;
    }

    /**
     * The document as a stream, for answers too large for a tree.
     *
     * @throws IOException where it does not even begin
     */
    public JsonParser parser() throws IOException {
        JsonNode parsed = tree;
        return parsed == null || parsed.isMissingNode() ? Json.parser(body()) : parsed.traverse();
    }

    /**
     * Passes over a field of the document's root that its reader has no use for.
     *
     * @param parser of this answer, at the field's value
     */
    public void skip(JsonParser parser) throws IOException {
        boolean counts = USAGE.equals(parser.currentName()) && parser.hasToken(JsonToken.START_OBJECT);
        while (counts && parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
                note(name, parser.getLongValue());
            }
            parser.skipChildren();
        }
        parser.skipChildren();
    }

    private void note(String name, JsonNode count) {
        if (count.isIntegralNumber() && count.canConvertToLong()) {
            note(name, count.longValue());
        }
    }

    private void note(String name, long count) {
        if (count >= 0) {
            Map<String, Long> noted = new HashMap<>(usage);
            noted.put(name, count);
            usage = noted;
        }
    }

    /** The counts in {@code usage}, such as {@code prompt_tokens}, once the answer was read; empty where it has none. */
    public Map<String, Long> usage() {
        return usage;
    }
}
