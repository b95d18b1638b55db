package io.github.hfconnect.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Two builds measured in turn on one machine, so that what the machine does to one it does to the other. Only ratios are meant to be
 * quoted.
 */
final class Comparison {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, List<Double>> before = new LinkedHashMap<>();
    private final Map<String, List<Double>> now = new LinkedHashMap<>();

    private Comparison() {}

    /**
     * Prints the table of a folder that holds {@code before.N.json} and {@code now.N.json}, each as {@link ResultFile} writes them.
     *
     * @param arguments the folder
     */
    public static void main(String[] arguments) throws IOException {
        of(Path.of(arguments[0])).table().forEach(System.out::println);
    }

    static Comparison of(Path directory) throws IOException {
        Comparison comparison = new Comparison();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                boolean isBefore = file.getFileName().toString().startsWith("before.");
                comparison.add(isBefore ? comparison.before : comparison.now, JSON.readTree(file.toFile()));
            }
        }
        return comparison;
    }

    private void add(Map<String, List<Double>> side, JsonNode results) {
        for (JsonNode figure : results.path("figures")) {
            String name = figure.path("scenario").asText() + " | "
                    + figure.path("figure").asText() + " | "
                    + figure.path("unit").asText();
            figure.path("values")
                    .forEach(value -> side.computeIfAbsent(name, missing -> new ArrayList<>())
                            .add(value.asDouble()));
        }
    }

    /** A row a figure that both builds have: medians, and the median of the ratios of runs that followed each other. */
    List<String> table() {
        List<String> rows = new ArrayList<>();
        rows.add("| scenario | figure | unit | before | now | now / before |");
        rows.add("| --- | --- | --- | ---: | ---: | ---: |");
        now.forEach((name, values) -> {
            List<Double> earlier = before.getOrDefault(name, List.of());
            if (!earlier.isEmpty()) {
                rows.add(row(name, earlier, values));
            }
        });
        return rows;
    }

    private static String row(String name, List<Double> earlier, List<Double> values) {
        List<Double> ratios = new ArrayList<>();
        for (int run = 0; run < Math.min(earlier.size(), values.size()); run++) {
            ratios.add(values.get(run) / earlier.get(run));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.3f |",
                name,
                ResultTable.number(Quantiles.of(earlier).median()),
                ResultTable.number(Quantiles.of(values).median()),
                Quantiles.of(ratios).median());
    }
}
