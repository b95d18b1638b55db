package io.github.hfconnect.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The command line {@code hfconnect}. Exit code 0 only if all went well, 1 if something did not, 2 for a wrong usage. */
@Command(
        name = "hfconnect",
        description = "Tries, checks and repairs connectors that ask models of Hugging Face.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class)
public final class HfConnect implements Runnable {

    private final Console console;

    private HfConnect(Console console) {
        this.console = console;
    }

    /** Runs a command and ends with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /**
     * Runs a command.
     *
     * @param out gets results, {@code err} everything else
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        Console console = new Console(out, err);
        return new CommandLine(new HfConnect(console))
                .addSubcommand(new TryCommand(console))
                .addSubcommand(new ValidateCommand(console))
                .addSubcommand(new EstimateCommand(console))
                .addSubcommand(new ThresholdCommand(console))
                .addSubcommand(new ReplayCommand(console))
                .addSubcommand(new DocsCommand(console))
                .setOut(out)
                .setErr(err)
                // Plain text everywhere: what is read by people is read by scripts, too.
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(console, e))
                .execute(args);
    }

    /** A message for what people can change, and a trace for what they cannot. */
    private static int failed(Console console, Exception e) {
        if (e instanceof CliException || e instanceof ConfigException || e instanceof KafkaException) {
            console.say("hfconnect: " + e.getMessage());
        } else {
            console.say("hfconnect: unexpected failure");
            e.printStackTrace(console.err());
            console.err().flush();
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Without a command there is only something to explain. */
    @Override
    public void run() {
        throw new CliException(
                "name a command: try, validate, estimate, threshold, replay or docs; hfconnect --help tells more");
    }

    @Override
    public String toString() {
        return "hfconnect to " + console;
    }
}
