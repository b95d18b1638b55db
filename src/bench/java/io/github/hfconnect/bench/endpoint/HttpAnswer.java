package io.github.hfconnect.bench.endpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One HTTP answer with a JSON body. */
final class HttpAnswer {

    private final int status;
    private final byte[] body;

    HttpAnswer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    static HttpAnswer json(int status, String body) {
        return new HttpAnswer(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The error body of text-embeddings-inference. */
    static HttpAnswer error(int status, String type, String message) {
        return json(status, "{\"error\":\"" + message + "\",\"error_type\":\"" + type + "\"}");
    }

    ByteBuffer bytes() {
        byte[] head = ("HTTP/1.1 " + status + " -\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .flip();
    }
}
