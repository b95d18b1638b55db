package io.github.hfconnect.demo.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An HTTP call as the endpoints see it. */
final class Call {

    /** TEI's own limit, and enough for the other shape. */
    static final int MAX_BODY_BYTES = 2_000_000;

    private static final int MAX_DISCARDED_BYTES = 16 * MAX_BODY_BYTES;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final HttpExchange exchange;

    Call(HttpExchange exchange) {
        this.exchange = exchange;
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** The path without a closing slash. */
    String path() {
        String path = exchange.getRequestURI().getPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @Nullable
    String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** The media type in lower case without its parameters; empty if none was sent. */
    String mediaType() {
        String type = header("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the body, of which no more than {@value #MAX_BODY_BYTES} bytes are ever held.
     *
     * @throws BodyTooLargeException if it is longer
     * @throws SyntaxException if it is not JSON
     */
    JsonNode json() throws IOException {
        InputStream stream = exchange.getRequestBody();
        byte[] body = stream.readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            discardRest(stream);
            throw new BodyTooLargeException();
        }
        return parse(body);
    }

    /** A caller that is still writing would see a broken connection instead of the answer. */
    private static void discardRest(InputStream stream) throws IOException {
        byte[] buffer = new byte[8192];
        long left = MAX_DISCARDED_BYTES;
        int read = 0;
        while (left > 0 && read >= 0) {
            read = stream.read(buffer);
            left -= read;
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree.isMissingNode()) {
                throw new SyntaxException("EOF while parsing a value at line 1 column 0");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new SyntaxException(e.getOriginalMessage());
        } catch (IOException e) {
            throw new SyntaxException("not UTF-8");
        }
    }

    /** A body is longer than the server takes. */
    static final class BodyTooLargeException extends RuntimeException {}

    /** A body is not JSON. */
    static final class SyntaxException extends RuntimeException {

        SyntaxException(String message) {
            super(message);
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }
}
