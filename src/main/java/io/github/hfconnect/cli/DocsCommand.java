package io.github.hfconnect.cli;

import io.github.hfconnect.config.ConfigDocs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the references that are generated from the code. */
@Command(name = "docs", description = "Writes the generated references.", mixinStandardHelpOptions = true)
final class DocsCommand implements Callable<Integer> {

    /** Every generated page by its file name. */
    private static final Map<String, Supplier<String>> PAGES = Map.of("configuration.md", ConfigDocs::markdown);

    private final Console console;

    @Option(names = "--dir", paramLabel = "DIR", description = "where to (default: ${DEFAULT-VALUE})")
    private Path directory = Path.of("docs");

    DocsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, Supplier<String>> page : PAGES.entrySet()) {
            Path file = directory.resolve(page.getKey());
            Files.writeString(file, page.getValue().get());
            console.result(file.toString());
        }
        return 0;
    }
}
