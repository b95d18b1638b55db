package io.github.hfconnect.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.bench.result.Result;
import io.github.hfconnect.bench.scenario.Effort;
import io.github.hfconnect.bench.scenario.Peers;
import io.github.hfconnect.bench.scenario.Saturation;
import io.github.hfconnect.bench.scenario.Scenario;
import io.github.hfconnect.bench.scenario.TransformOverhead;
import io.github.hfconnect.bench.scenario.Vectors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark measures: one small run with all its processes. What it measures here means nothing. */
class BenchIT {

    private static final Effort TINY =
            new Effort(1_000, Duration.ofMillis(500), 5_000, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final ByteArrayOutputStream table = new ByteArrayOutputStream();

    @Test
    void aSmallRunEndsWithBalancedBooksATableAndAFile(@TempDir Path directory) throws Exception {
        Scenario saturation = new Saturation("small", Duration.ofMillis(50), 0);
        Scenario vectors = new Vectors(384, Duration.ofMillis(50));
        List<Scenario> scenarios = List.of(saturation, vectors, new TransformOverhead(), new Peers());
        BenchOptions options = new BenchOptions(scenarios, TINY, 1, false, null, false);

        List<Result> results = new Bench(
                        options,
                        directory,
                        new PrintStream(table, true, StandardCharsets.UTF_8),
                        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                .run();

        assertThat(median(results, "share of the bare load generator")).isPositive();
        assertThat(median(results, "CPU per record")).isPositive();
        assertThat(median(results, "allocation per record")).isPositive();
        assertThat(median(results, "bare call, median")).isPositive();
        assertThat(median(results, "openai base64, share of the bare client")).isPositive();
        assertThat(median(results, "sink over the good loop")).isPositive();
        assertThat(table.toString(StandardCharsets.UTF_8)).contains("| small", "batch fill");
        assertThat(figuresIn(directory.resolve("results.json"))).isEqualTo(results.size());
    }

    private static int figuresIn(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile()).path("figures").size();
    }

    private static double median(List<Result> results, String figure) {
        return results.stream()
                .filter(result -> result.figure().equals(figure))
                .findFirst()
                .orElseThrow()
                .median();
    }
}
