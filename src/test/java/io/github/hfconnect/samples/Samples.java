package io.github.hfconnect.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.server.catalog.ProviderRoute;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The examples in {@code src/test/resources/samples}, one file for each task:
 *
 * <pre>{@code
 * {"config": {..},                        as users write it, apart from task, model and endpoint
 *  "calls": [{
 *    "records": [{..}, ..],               what one call asks about
 *    "predictions": [.., ..],             what must come out of every answer
 *    "answers": [{
 *      "kind": "tei", "by": "/predict",   which server kind, and whose answer it is
 *      "provider": "fal-ai",              or which provider behind the router, with its "model"
 *      "router": true,                    where it is the router's
 *      "config": {..},                    what this answer needs beside
 *      "json": ..                         or "base64" with "type", for answers that are bytes
 *      "answers": [..]                    or several, where the server is asked until the work is done
 *      "predictions": [..]                where they differ from the call's
 *    }, ..]
 *  }, ..]}
 * }</pre>
 */
public final class Samples {

    private static final Path FOLDER = Path.of("src", "test", "resources", "samples");

    private static final ObjectMapper JSON = new ObjectMapper();

    private Samples() {}

    /** Those of all tasks. */
    public static List<Exchange> all() {
        return Tasks.names().stream().flatMap(task -> of(task).stream()).toList();
    }

    /** Those of a task; none where it has no file. */
    public static List<Exchange> of(String task) {
        Path path = FOLDER.resolve(task + ".json");
        return Files.exists(path) ? exchanges(task, read(path)) : List.of();
    }

    /** Whoever does a task: server kinds in their order, then providers behind the router. */
    public static List<String> serving(String task) {
        Stream<String> providers =
                ProviderRoute.providers(Tasks.named(task)).stream().map(name -> "provider=" + name);
        return Stream.concat(ServerKinds.serving(Tasks.named(task)).stream(), providers)
                .toList();
    }

    /** The first of each of them. */
    public static List<Exchange> firstOfEachKind(String task) {
        List<Exchange> exchanges = of(task);
        return serving(task).stream()
                .flatMap(kind -> exchanges.stream()
                        .filter(exchange -> exchange.kind().equals(kind))
                        .limit(1))
                .toList();
    }

    private static JsonNode read(Path path) {
        try {
            return JSON.readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(path.toString(), e);
        }
    }

    private static List<Exchange> exchanges(String task, JsonNode file) {
        List<Exchange> exchanges = new ArrayList<>();
        for (JsonNode call : file.path("calls")) {
            for (JsonNode answer : call.path("answers")) {
                JsonNode predictions = answer.path("predictions");
                exchanges.add(new Exchange(
                        settings(task, file, call, answer),
                        call.path("records"),
                        answer,
                        predictions.isMissingNode() ? call.path("predictions") : predictions));
            }
        }
        return exchanges;
    }

    private static Map<String, String> settings(String task, JsonNode file, JsonNode call, JsonNode answer) {
        Map<String, String> settings = new HashMap<>();
        settings.put("task", task);
        settings.put("model", "org/model");
        settings.put("endpoint.api", answer.path("kind").asText("auto"));
        if (answer.has("provider")) {
            settings.put("provider", answer.path("provider").asText());
        }
        if (answer.path("router").asBoolean() || answer.has("provider")) {
            settings.put("token", "hf_token");
        } else {
            settings.put("endpoint.urls", "http://127.0.0.1:8080");
        }
        List.of(file, call, answer)
                .forEach(level -> level.path("config")
                        .properties()
                        .forEach(entry -> settings.put(entry.getKey(), text(entry.getValue()))));
        return settings;
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
