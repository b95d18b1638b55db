package io.github.hfconnect.e2e.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.FreePorts;
import io.github.hfconnect.e2e.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A Prometheus as Debian packages it, with the committed configuration and alerts, that scrapes one worker.
 */
record Prometheus(Process server, int port) implements AutoCloseable {

    /** A scrape that takes longer counts for nothing, and each takes most of a second where the machine is busy. */
    private static final String EVERY = "3s";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Path CONFIG = Checkout.locate().root().resolve("config/prometheus");

    static Prometheus scraping(Exporter exporter) throws IOException {
        Path directory = Files.createDirectories(
                Path.of("target", "observe", Long.toString(System.nanoTime())).toAbsolutePath());
        Files.copy(CONFIG.resolve("alerts.yml"), directory.resolve("alerts.yml"));
        String committed = Files.readString(CONFIG.resolve("prometheus.yml"));
        Path config = Files.writeString(
                directory.resolve("prometheus.yml"),
                committed.replace("broker:9404", exporter.target()).replace("15s", EVERY));
        int port = FreePorts.any();
        Process server = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
        Waiting.until(Waiting.PATIENCE, () -> !FreePorts.isFree(port));
        return new Prometheus(server, port);
    }

    /** The values of an expression now; those that are no number are left out. */
    List<Double> query(String expression) {
        JsonNode data = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        return StreamSupport.stream(data.path("result").spliterator(), false)
                .map(series -> Series.number(series.at("/value/1")))
                .filter(value -> !value.isNaN())
                .toList();
    }

    /**
     * The values of an expression over a time.
     *
     * @param from seconds since the epoch
     * @param to the same
     * @param step seconds between two values
     */
    List<Series> range(String expression, long from, long to, long step) {
        JsonNode data = get("/api/v1/query_range?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)
                + "&start=" + from + "&end=" + to + "&step=" + Math.max(1, step));
        return StreamSupport.stream(data.path("result").spliterator(), false)
                .map(Series::of)
                .toList();
    }

    /** The alerts as they were loaded, each with what it asks, how it is and what it has said. */
    List<JsonNode> alerts() {
        return StreamSupport.stream(get("/api/v1/rules").path("groups").spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .toList();
    }

    private JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try {
            JsonNode answer =
                    JSON.readTree(CLIENT.send(request, BodyHandlers.ofString()).body());
            if (!answer.path("status").asText().equals("success")) {
                throw new AssertionError(path + ": " + answer);
            }
            return answer.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.destroyForcibly();
    }
}
