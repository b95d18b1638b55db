package io.github.hfconnect.bench.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One HTTP answer with a JSON body. */
final class HttpAnswer {

    private final int status;
    private final List<ByteBuffer> body;
    private final Map<String, String> headers;

    HttpAnswer(int status, byte[] body) {
        this(status, List.of(ByteBuffer.wrap(body)));
    }

    /** An answer whose body comes in parts. */
    HttpAnswer(int status, List<ByteBuffer> body) {
        this(status, body, Map.of());
    }

    private HttpAnswer(int status, List<ByteBuffer> body, Map<String, String> headers) {
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    /** The same with other headers of its own. */
    HttpAnswer with(Map<String, String> ownHeaders) {
        return new HttpAnswer(status, body, ownHeaders);
    }

    static HttpAnswer json(int status, String body) {
        return new HttpAnswer(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The error body of text-embeddings-inference. */
    static HttpAnswer error(int status, String type, String message) {
        return json(status, "{\"error\":\"" + message + "\",\"error_type\":\"" + type + "\"}");
    }

    /** Head and body, as they are to be sent. */
    List<ByteBuffer> parts() {
        StringBuilder own = new StringBuilder();
        headers.forEach(
                (name, value) -> own.append(name).append(": ").append(value).append("\r\n"));
        int length = body.stream().mapToInt(ByteBuffer::remaining).sum();
        String head = "HTTP/1.1 " + status + " -\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\n" + own + "\r\n";
        List<ByteBuffer> parts = new ArrayList<>(body.size() + 1);
        parts.add(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
        parts.addAll(body);
        return parts;
    }
}
