package io.github.hfconnect.bench;

import io.github.hfconnect.demo.cluster.Checkout;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Measures and tells. Run by {@code bin/bench}. */
public final class Bench {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final BenchOptions options;
    private final Path directory;
    private final PrintStream table;
    private final PrintStream notes;
    private final long start = System.nanoTime();

    /**
     * A benchmark.
     *
     * @param directory for what it writes
     * @param table where the results go
     * @param notes where progress goes
     */
    Bench(BenchOptions options, Path directory, PrintStream table, PrintStream notes) {
        this.options = options;
        this.directory = directory;
        this.table = table;
        this.notes = notes;
    }

    /**
     * Exits with 0 where every measurement came to its end with balanced books, whatever it measured; 1 where not; 2 where the
     * command line cannot be followed.
     *
     * @param arguments see {@code bin/bench --help}
     */
    public static void main(String[] arguments) {
        System.exit(exitCode(List.of(arguments)));
    }

    private static int exitCode(List<String> arguments) {
        PrintStream table = printer(FileDescriptor.out);
        PrintStream notes = printer(FileDescriptor.err);
        try {
            Path directory = Checkout.locate().root().resolve("target/bench");
            new Bench(BenchOptions.parse(arguments), directory, table, notes).run();
            return 0;
        } catch (UsageException e) {
            notes.println("bin/bench: " + e.getMessage() + " (bin/bench --help lists the options)");
            return WRONG_USAGE;
        } catch (IOException | InterruptedException | RuntimeException e) {
            notes.println("bin/bench: failed");
            e.printStackTrace(notes);
            return FAILED;
        }
    }

    private static PrintStream printer(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Measures all, prints a row a figure as it comes, and leaves {@code results.json} in the directory. */
    List<Result> run() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        List<Result> results = new ArrayList<>();
        try (Bed bed = Bed.start(options.profile() ? directory.resolve("worker.jfr") : null, this::note)) {
            note("warming up");
            new ZeroLatency().run(bed, options.effort().warmUp());
            ResultTable.head().forEach(table::println);
            for (Scenario scenario : options.scenarios()) {
                List<Result> ofScenario = measure(scenario, bed);
                ofScenario.forEach(result -> table.println(ResultTable.row(result)));
                results.addAll(ofScenario);
                // After each, so that what was measured survives what fails later.
                ResultFile.write(directory.resolve("results.json"), results);
            }
        }
        note("all figures are in " + directory.resolve("results.json"));
        return results;
    }

    private List<Result> measure(Scenario scenario, Bed bed) throws IOException, InterruptedException {
        List<String> missing = scenario.keys().stream()
                .filter(key -> !SinkSettings.isKnown(key))
                .toList();
        if (!missing.isEmpty()) {
            note(scenario.name() + ": left out, the plugin has no " + missing);
            return List.of();
        }
        Optional<String> obstacle = scenario.obstacle();
        if (obstacle.isPresent()) {
            note(scenario.name() + ": left out, " + obstacle.get());
            return List.of();
        }
        note(scenario.name() + ": " + scenario.summary());
        if (options.warm() && scenario.needsWarmth()) {
            new WarmUp(bed, this::note).play(scenario);
        }
        List<List<Figure>> runs = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            runs.add(scenario.measure(bed, options.effort()));
        }
        return Result.of(scenario.name(), runs);
    }

    private void note(String text) {
        notes.println(String.format(Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - start) / 1e9, text));
    }
}
