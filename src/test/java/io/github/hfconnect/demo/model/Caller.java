package io.github.hfconnect.demo.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls a model server over real HTTP. */
final class Caller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    Caller(ModelServer server) {
        this.url = server.url();
    }

    HttpResponse<String> get(String path) {
        return send(at(path).GET());
    }

    HttpResponse<String> post(String path, String json) {
        return send(
                at(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(response.statusCode() + " " + response.body(), e);
        }
    }

    /** A JSON string of so many tokens, the two special ones included. */
    static String textOfTokens(int tokens) {
        return "\"" + "hello ".repeat(tokens - 2) + "\"";
    }
}
