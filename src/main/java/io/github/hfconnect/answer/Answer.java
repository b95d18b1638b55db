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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server has answered, apart from how it came: its body, of whichever content type. JSON in it is parsed once, as a
 * tree or as a stream, and what the answer says of its own cost is noted on the way. One thread reads an answer.
 */
public final class Answer {

    private static final String USAGE = "usage";

    /** Where Cohere's form, which vLLM speaks at {@code /v2/embed} and SiliconFlow for rankings, counts what goes in and out. */
    private static final String META = "meta";

    private static final Set<String> UNITS_OF_COHERE = Set.of("tokens", "billed_units");

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
            note("", parsed.path(USAGE));
            for (String units : UNITS_OF_COHERE) {
                note(units + ".", parsed.path(META).path(units));
            }
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
        boolean isObject = parser.hasToken(JsonToken.START_OBJECT);
        if (isObject && USAGE.equals(parser.currentName())) {
            noteCounts("", parser);
        } else if (isObject && META.equals(parser.currentName())) {
            noteUnits(parser);
        }
        parser.skipChildren();
    }

    private void noteUnits(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String units = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT && UNITS_OF_COHERE.contains(units)) {
                noteCounts(units + ".", parser);
            }
            parser.skipChildren();
        }
    }

    private void noteCounts(String prefix, JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
                note(prefix + name, parser.getLongValue());
            }
            parser.skipChildren();
        }
    }

    private void note(String prefix, JsonNode counts) {
        counts.properties().forEach(count -> {
            if (count.getValue().isIntegralNumber() && count.getValue().canConvertToLong()) {
                note(prefix + count.getKey(), count.getValue().longValue());
            }
        });
    }

    private void note(String name, long count) {
        if (count >= 0) {
            Map<String, Long> noted = new HashMap<>(usage);
            noted.put(name, count);
            usage = noted;
        }
    }

    /**
     * The counts in {@code usage}, such as {@code prompt_tokens}, and in {@code meta}, such as {@code billed_units.input_tokens}, once the
     * answer was read; empty where it has none.
     */
    public Map<String, Long> usage() {
        return usage;
    }
}
