package io.github.hfconnect.e2e.gateways;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/**
 * What the model says itself, asked directly.
 *
 * @param url of the model's route
 */
record LocalModel(String url) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final double CLOSE = 1e-5;

    /** Whether a prediction has the label and the score that the model gives the text. */
    boolean classifiesAs(String text, JsonNode prediction) {
        JsonNode best = ask(Map.of("inputs", List.of(List.of(text)))).at("/0/0");
        return prediction.path("label").equals(best.path("label"))
                && isClose(prediction.path("score"), best.path("score"));
    }

    /** Whether a prediction is the model's vector of the text. */
    boolean embedsAs(String text, JsonNode prediction) {
        JsonNode vector = ask(Map.of("inputs", text)).path(0);
        boolean same = vector.size() == prediction.size();
        for (int i = 0; same && i < vector.size(); i++) {
            same = isClose(vector.path(i), prediction.path(i));
        }
        return same;
    }

    private static boolean isClose(JsonNode one, JsonNode other) {
        return Math.abs(one.doubleValue() - other.doubleValue()) < CLOSE;
    }

    private JsonNode ask(Map<String, ?> body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.valueToTree(body).toString()))
                .build();
        try {
            return JSON.readTree(CLIENT.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
