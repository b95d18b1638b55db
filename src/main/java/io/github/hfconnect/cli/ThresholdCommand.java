package io.github.hfconnect.cli;

import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.config.Route;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.wiring.Enrichment;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says which mistakes a connector would make under each threshold, by lines of which people have said what they are. */
@Command(
        name = "threshold",
        description =
                "Asks a connector's endpoint about labelled lines, which costs what as many records cost, and prints precision,"
                        + " recall and F1 for each threshold of a label's score.",
        mixinStandardHelpOptions = true)
final class ThresholdCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "CONNECTOR.json", description = "as it is posted to Connect")
    private Path connector = Path.of("");

    @Option(
            names = "--input",
            required = true,
            paramLabel = "LABELLED.jsonl",
            description = "values of records, one JSON value a line, with a field that says what the line is")
    private Path input = Path.of("");

    @Option(
            names = "--truth",
            required = true,
            paramLabel = "FIELD",
            description = "the path of the field that says what a line is, as people have judged it")
    private String truth = "";

    @Option(
            names = "--positive",
            split = ",",
            paramLabel = "VALUE",
            description =
                    "what stands in that field where a line is what the label says (default: true,1 and the label)")
    private @Nullable Set<String> positive;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "the label whose score is judged (default: that of the connector's routes)")
    private @Nullable String label;

    @Option(
            names = "--by",
            paramLabel = "FIELD",
            description = "a table for each value of this field, such as a language")
    private @Nullable String by;

    @Option(
            names = "--step",
            paramLabel = "S",
            description = "from one threshold to the next (default: ${DEFAULT-VALUE})")
    private double step = 0.05;

    @Option(
            names = "--precision",
            paramLabel = "P",
            description =
                    "propose the lowest threshold from which so much of what is flagged is flagged rightly (default: ${DEFAULT-VALUE})")
    private double precision = 0.95;

    @Option(
            names = "--recall",
            paramLabel = "R",
            description =
                    "propose the highest threshold under which no more than the rest of 1 is missed (default: ${DEFAULT-VALUE})")
    private double recall = 0.95;

    @Option(names = "--plot", paramLabel = "FILE.svg", description = "draw the curves into this file")
    private @Nullable Path plot;

    ThresholdCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(step >= 0.001 && step <= 0.5)) {
            throw new CliException("--step is from 0.001 to 0.5");
        }
        if (!Files.isReadable(input) || Files.isDirectory(input)) {
            throw new CliException("Cannot read the file " + input);
        }
        InferenceConfig config = ConnectorFile.read(connector).plugins().get(0).config();
        String wanted = label == null ? labelOfRoutes(config) : label;
        try (Enrichment enrichment = Enrichment.of(config);
                BufferedReader lines = Files.newBufferedReader(input)) {
            LabelledLines labelled =
                    new LabelledLines(enrichment, wanted, truth(wanted), by == null ? null : path("--by", by), console);
            report(labelled.judge(lines), wanted);
            if (labelled.left() > 0) {
                console.say(labelled.left() + " lines are in no table");
            }
            return labelled.left() == 0 ? 0 : 1;
        }
    }

    private void report(List<Judged> judged, String wanted) throws IOException {
        if (judged.isEmpty()) {
            throw new CliException("No line has both a judgement of people and a score of the model");
        }
        ThresholdReport report = new ThresholdReport(wanted, step, precision, recall);
        report.lines(judged, by).forEach(console::result);
        if (plot != null) {
            Thresholds all = Thresholds.of(judged, step);
            Files.writeString(plot, new ThresholdPlot(all, wanted + ", " + judged.size() + " lines").svg());
        }
    }

    private Truth truth(String wanted) {
        return new Truth(path("--truth", truth), positive == null ? Set.of("true", "1", wanted) : positive);
    }

    private static FieldPath path(String option, String text) {
        try {
            return FieldPath.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CliException(option + " '" + text + "': " + e.getMessage());
        }
    }

    private static String labelOfRoutes(InferenceConfig config) {
        Set<String> labels = config instanceof SinkConfig sink
                ? sink.routes().stream().map(Route::label).collect(Collectors.toSet())
                : Set.of();
        if (labels.size() != 1) {
            throw new CliException("Name the label with --label: the connector's routes name "
                    + (labels.isEmpty() ? "none" : labels.stream().sorted().collect(Collectors.joining(", "))));
        }
        return labels.iterator().next();
    }
}
