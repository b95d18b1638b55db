package io.github.hfconnect.bench.peer;

import io.github.hfconnect.bench.result.BenchFailedException;
import io.github.hfconnect.demo.cluster.Checkout;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Flink's {@code ML_PREDICT} in a process of its own, made by {@code src/bench/flink/pom.xml}.
 *
 * @param callsInFlight at the same time, by {@code max-concurrent-operations}
 */
public record FlinkJob(String bootstrapServers, String endpointUrl, int callsInFlight) {

    private static final Path HOME = Checkout.locate().root().resolve("target/flink");
    private static final Path LOG = HOME.resolve("predict.log");
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Packages that Flink's serializers look into, as its own start scripts open them. */
    private static final List<String> OPENED = List.of("java.util", "java.lang", "java.time", "java.util.concurrent");

    /** What is missing, if anything. */
    public static Optional<String> obstacle() {
        return Files.isDirectory(HOME.resolve("lib"))
                ? Optional.empty()
                : Optional.of("there is no Flink; make it with: mvn -f src/bench/flink/pom.xml package");
    }

    /** Copies all records of a topic, enriched. */
    public void run(String input, String output) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-XX:-UsePerfData"));
        OPENED.forEach(name -> line.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        line.addAll(List.of("-cp", HOME.resolve("classes") + File.pathSeparator + HOME.resolve("lib") + "/*"));
        line.addAll(List.of("io.github.hfconnect.bench.flink.Predict", bootstrapServers, input, output));
        line.addAll(List.of(endpointUrl + "/v1/embeddings", String.valueOf(callsInFlight)));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new BenchFailedException("Flink's job did not succeed; the end of its log:\n" + logTail());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static String logTail() throws IOException {
        try (Stream<String> lines = Files.lines(LOG)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 30), all.size()));
        }
    }
}
