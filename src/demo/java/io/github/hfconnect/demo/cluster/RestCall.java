package io.github.hfconnect.demo.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * HTTP with JSON to one worker, without a knowledge of its routes.
 *
 * @param base the worker's address
 * @param http shared by all calls
 */
record RestCall(URI base, HttpClient http) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
    private static final Duration REBALANCE_LIMIT = Duration.ofSeconds(30);
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(2);
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    RestCall(URI base) {
        this(base, HttpClient.newBuilder().connectTimeout(PROBE_LIMIT).build());
    }

    JsonNode get(String path) {
        return send("GET", path, "");
    }

    /** Whether a GET is answered, soon and with 200. */
    boolean succeeds(String path) {
        try {
            return exchange("GET", path, "", PROBE_LIMIT).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /**
     * One request, repeated while the worker answers that its group is rebalancing.
     *
     * @throws ConnectRestException for every other answer that is not 2xx
     */
    JsonNode send(String method, String path, String body) {
        long deadline = System.nanoTime() + REBALANCE_LIMIT.toNanos();
        HttpResponse<String> answer = exchange(method, path, body, REQUEST_LIMIT);
        while (isRebalancing(answer) && System.nanoTime() < deadline) {
            Await.step();
            answer = exchange(method, path, body, REQUEST_LIMIT);
        }
        return read(method + " " + path, answer);
    }

    /** Mostly 409, and for some routes 500 ("Request cannot be completed because a rebalance is expected"). */
    private static boolean isRebalancing(HttpResponse<String> answer) {
        return answer.statusCode() == CONFLICT
                || (answer.statusCode() == SERVER_ERROR && answer.body().contains("rebalance is expected"));
    }

    private HttpResponse<String> exchange(String method, String path, String body, Duration limit) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .timeout(limit)
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + base.resolve(path) + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during " + method + " " + path, e);
        }
    }

    private static JsonNode read(String request, HttpResponse<String> answer) {
        JsonNode json = parse(request, answer.body());
        if (answer.statusCode() / 100 != 2) {
            String message = json.path("message").asText(answer.body());
            throw new ConnectRestException(answer.statusCode(), request + ": " + answer.statusCode() + " " + message);
        }
        return json;
    }

    private static JsonNode parse(String request, String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("No JSON in the answer to " + request, e);
        }
    }
}
