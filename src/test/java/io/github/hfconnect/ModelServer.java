package io.github.hfconnect;

import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Answers of a text-classification server, and the configuration that calls it. */
final class ModelServer {

    static final String TOXIC = "[[{\"label\":\"toxic\",\"score\":0.75},{\"label\":\"kind\",\"score\":0.25}]]";

    private ModelServer() {}

    static MockResponse toxic() {
        return answer(200, TOXIC);
    }

    static MockResponse answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    static Map<String, Object> props(MockWebServer server) {
        return Map.of(
                "task", "text-classification",
                "endpoint.urls", server.url("/").toString(),
                "endpoint.api", "huggingface",
                "retry.backoff.ms", "0",
                "retry.max.attempts", "2");
    }

    static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }
}
