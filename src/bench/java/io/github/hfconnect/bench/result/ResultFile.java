package io.github.hfconnect.bench.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.hfconnect.bench.result.Figure.Bound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results as JSON for machines. */
public final class ResultFile {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ResultFile() {}

    /** Writes the file, and makes its directory where there is none. */
    public static void write(Path file, List<Result> results) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, JSON.writeValueAsBytes(document(results)));
    }

    static ObjectNode document(List<Result> results) {
        ObjectNode document = JSON.createObjectNode();
        document.put(
                "measured_at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        document.put("processors", Runtime.getRuntime().availableProcessors());
        document.put("java", Runtime.version().toString());
        document.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        ArrayNode figures = document.putArray("figures");
        results.forEach(result -> figures.add(figure(result)));
        return document;
    }

    private static ObjectNode figure(Result result) {
        ObjectNode figure = JSON.createObjectNode();
        figure.put("scenario", result.scenario());
        figure.put("figure", result.figure());
        figure.put("unit", result.unit());
        figure.put("median", result.median());
        result.values().forEach(figure.withArrayProperty("values")::add);
        @Nullable Bound bound = result.bound();
        if (bound != null) {
            figure.put(bound.least() ? "at_least" : "at_most", bound.limit());
            figure.put("met", result.holds());
        }
        return figure;
    }
}
