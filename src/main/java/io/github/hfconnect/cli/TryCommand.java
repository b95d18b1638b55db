package io.github.hfconnect.cli;

import io.github.hfconnect.wiring.Enrichment;
import io.github.hfconnect.wiring.Inquiry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Enriches lines as a connector would enrich records. */
@Command(
        name = "try",
        description = "Enriches JSON lines with a connector's own configuration, without Kafka.",
        mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {

    private static final String STANDARD_INPUT = "-";

    private final Console console;

    @Parameters(paramLabel = "CONNECTOR.json", description = "as it is posted to Connect")
    private Path connector = Path.of("");

    @Option(
            names = "--input",
            paramLabel = "F.jsonl",
            description =
                    "values of records, one JSON value a line; - for the standard input (default: ${DEFAULT-VALUE})")
    private String input = STANDARD_INPUT;

    TryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ConfiguredPlugin plugin = ConnectorFile.read(connector).plugins().get(0);
        try (Enrichment enrichment = Enrichment.of(plugin.config());
                BufferedReader lines = lines()) {
            Inquiry inquiry = new Inquiry(enrichment, plugin.config().chunks().chunking());
            return new Trial(inquiry, console).run(lines) ? 0 : 1;
        }
    }

    private BufferedReader lines() throws IOException {
        if (input.equals(STANDARD_INPUT)) {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        }
        Path file = Path.of(input);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CliException("Cannot read the file " + file);
        }
        return Files.newBufferedReader(file);
    }
}
