package io.github.hfconnect.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as servers speak it: strict in what is read, so that a cut or garbled answer is never half understood. */
public final class Json {

    private static final String NO_FORM = "The input cannot be sent as JSON";

    /**
     * No task answers anything near so deep. Who follows an answer into its depth needs stack for each level, most of
     * all the check of a schema within itself, and has none left long before the parser's own limit of 1000.
     */
    public static final int MOST_LEVELS = 100;

    private static final JsonFactory PARSERS = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    // How long an answer may be is decided by its bytes, before it is read. Jackson's limit is 20
                    // million.
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(PARSERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // Emoji as four bytes instead of twelve.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    /** Enough for a batch of texts; what a larger body needs, such as that of an image, does not stay. */
    private static final int MOST_KEPT_BYTES = 1 << 20;

    /** Not grown anew for each body. */
    private static final ThreadLocal<ByteArrayOutputStream> BYTES = ThreadLocal.withInitial(ByteArrayOutputStream::new);

    private Json() {}

    /**
     * A request body: the named value first, then the parameters beside it, which cannot replace it.
     *
     * @throws InferenceException of kind {@code REJECTED} where the value has no JSON form
     */
    public static byte[] body(String name, Object value, Map<String, ?> parameters) {
        return body(Map.of(name, value), parameters);
    }

    /** The same with several values, in their order. */
    public static byte[] body(Map<String, ?> values, Map<String, ?> parameters) {
        Map<String, Object> body = new LinkedHashMap<>(values);
        parameters.forEach(body::putIfAbsent);
        ByteArrayOutputStream bytes = BYTES.get();
        bytes.reset();
        try {
            MAPPER.writeValue(bytes, body);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new InferenceException(Failure.of(FailureKind.REJECTED, NO_FORM), e);
        } finally {
            if (bytes.size() > MOST_KEPT_BYTES) {
                BYTES.remove();
            }
        }
    }

    /** A value in JSON notation; binary data becomes base64. */
    public static String text(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new InferenceException(Failure.of(FailureKind.REJECTED, NO_FORM), e);
        }
    }

    /** The whole document; a missing node where there is none at all. */
    public static JsonNode tree(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    /** The same from text. */
    public static JsonNode tree(String json) throws JsonProcessingException {
        return MAPPER.readTree(json);
    }

    /** The document that a text begins with, whatever follows it; a missing node where it does not begin with one. */
    static JsonNode first(String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            return MAPPER.readerFor(JsonNode.class)
                    .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readValue(parser);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** For answers too large for a tree. */
    static JsonParser parser(byte[] json) throws IOException {
        return MAPPER.createParser(json);
    }

    /** A text as a node. */
    public static JsonNode textNode(String text) {
        return TextNode.valueOf(text);
    }

    /** What a node is, in words for an error message. */
    public static String describe(JsonNode node) {
        return node.isArray() ? "a list of " + node.size() : describe(node.asToken());
    }

    /** What begins with a token, or is one. */
    public static String describe(@Nullable JsonToken token) {
        if (token == null || token == JsonToken.NOT_AVAILABLE) {
            return "nothing";
        }
        return switch (token) {
            case START_ARRAY -> "a list";
            case START_OBJECT -> "an object";
            case VALUE_STRING -> "a text";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> "an end";
        };
    }
}
