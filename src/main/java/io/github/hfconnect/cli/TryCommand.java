package io.github.hfconnect.cli;

import io.github.hfconnect.config.InferenceConfig;
import io.github.hfconnect.config.SinkConfig;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.sink.documents.DocumentRehearsal;
import io.github.hfconnect.wiring.Enrichment;
import io.github.hfconnect.wiring.Inquiry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--key",
            paramLabel = "FIELD",
            description =
                    "with chunk.mode=records: the field of the value that is the document's key (default: each line is"
                            + " a document of its own, whose key is its number)")
    private @Nullable String key;

    TryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ConfiguredPlugin plugin = ConnectorFile.read(connector).plugins().get(0);
        try (Enrichment enrichment = Enrichment.of(plugin.config());
                BufferedReader lines = lines()) {
            Rehearsal rehearsal = rehearsal(enrichment, plugin.config());
            return new Trial(enrichment.mapper(), rehearsal, console).run(lines) ? 0 : 1;
        }
    }

    private Rehearsal rehearsal(Enrichment enrichment, InferenceConfig config) {
        if (!(config instanceof SinkConfig sink && sink.writesPieces())) {
            return new WholeLines(Inquiry.of(enrichment, config));
        }
        DocumentRehearsal documents = new DocumentRehearsal(sink, enrichment.mapper(), enrichment.tokens());
        return new DocumentLines(enrichment, documents, key == null ? null : path(key));
    }

    private static FieldPath path(String text) {
        try {
            return FieldPath.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CliException("--key: " + e.getMessage());
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
