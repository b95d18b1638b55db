package io.github.hfconnect.bench.endpoint;

/** One HTTP request. */
final class HttpMessage {

    private final String method;
    private final String path;
    private final byte[] body;

    HttpMessage(String method, String path, byte[] body) {
        this.method = method;
        this.path = path;
        this.body = body;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    byte[] body() {
        return body;
    }
}
