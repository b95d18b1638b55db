package io.github.hfconnect.bench;

import io.github.hfconnect.bench.bed.Bed;
import io.github.hfconnect.bench.bed.Build;
import io.github.hfconnect.bench.bed.Ground;
import io.github.hfconnect.bench.result.ComparisonTable;
import io.github.hfconnect.bench.result.Figure;
import io.github.hfconnect.bench.result.FigureTable;
import io.github.hfconnect.bench.result.Result;
import io.github.hfconnect.bench.result.ResultFile;
import io.github.hfconnect.bench.result.ResultTable;
import io.github.hfconnect.bench.scenario.Scenario;
import io.github.hfconnect.bench.scenario.WarmUp;
import io.github.hfconnect.bench.scenario.ZeroLatency;
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
import org.jspecify.annotations.Nullable;

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

    /** Measures all, prints a row a figure as it comes, and leaves {@code results.json} in the directory; of this build. */
    List<Result> run() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Build other = options.against();
        note("starting a Kafka broker, a Connect worker" + (other == null ? "" : " for each build")
                + " and a scripted endpoint");
        try (Ground ground = Ground.start(this::note);
                Bed now = Bed.start(ground, Build.OF_THIS_CHECKOUT, recording());
                Bed before = other == null ? null : Bed.start(ground, other, null)) {
            return before == null
                    ? measureAll(List.of(now), new ResultTable())
                    : measureAll(List.of(before, now), new ComparisonTable());
        }
    }

    private @Nullable Path recording() {
        return options.profile() ? directory.resolve("worker.jfr") : null;
    }

    /**
     * Measures each scenario on each bed.
     *
     * @param beds the last one is of this build
     */
    private List<Result> measureAll(List<Bed> beds, FigureTable figures) throws IOException, InterruptedException {
        note("warming up");
        beds.forEach(bed -> new ZeroLatency().run(bed, options.effort().warmUp()));
        figures.head().forEach(table::println);
        List<Result> results = new ArrayList<>();
        for (Scenario scenario : options.scenarios()) {
            Optional<String> obstacle = obstacle(scenario, beds);
            if (obstacle.isPresent()) {
                note(scenario.name() + ": left out, " + obstacle.get());
                continue;
            }
            List<List<Result>> ofBeds = measure(scenario, beds);
            figures.rows(ofBeds).forEach(table::println);
            results.addAll(ofBeds.get(ofBeds.size() - 1));
            // After each, so that what was measured survives what fails later.
            ResultFile.write(directory.resolve("results.json"), results);
        }
        note("all figures are in " + directory.resolve("results.json"));
        return results;
    }

    private static Optional<String> obstacle(Scenario scenario, List<Bed> beds) {
        return beds.stream()
                .flatMap(bed -> scenario.keys().stream()
                        .filter(key -> !bed.knows(key))
                        .map(key ->
                                "there is no key " + key + " in " + bed.build().name()))
                .findFirst()
                .or(scenario::obstacle);
    }

    /** Plays a scenario on the beds by turns, so that what the machine does to one build it does to the other. */
    private List<List<Result>> measure(Scenario scenario, List<Bed> beds) throws IOException, InterruptedException {
        note(scenario.name() + ": " + scenario.summary());
        List<List<List<Figure>>> runs = new ArrayList<>();
        for (Bed bed : beds) {
            runs.add(new ArrayList<>());
            if (options.warm() && scenario.needsWarmth()) {
                new WarmUp(bed, this::note).play(scenario);
            }
        }
        for (int run = 0; run < options.runs(); run++) {
            for (int bed = 0; bed < beds.size(); bed++) {
                runs.get(bed).add(scenario.measure(beds.get(bed), options.effort()));
            }
        }
        return runs.stream().map(ofBed -> Result.of(scenario.name(), ofBed)).toList();
    }

    private void note(String text) {
        notes.println(String.format(Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - start) / 1e9, text));
    }
}
