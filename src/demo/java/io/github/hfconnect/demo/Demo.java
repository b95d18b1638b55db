package io.github.hfconnect.demo;

import io.github.hfconnect.demo.Screen.Ink;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.ConnectRestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Moderates a chat before your eyes. Run by {@code bin/demo}. */
public final class Demo {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private final DemoOptions options;
    private final Screen screen;

    private Demo(DemoOptions options, Screen screen) {
        this.options = options;
        this.screen = screen;
    }

    /**
     * Exits with 0 where every record came out once and in order, 1 where not, 2 where the command line cannot be followed.
     *
     * @param arguments see {@code bin/demo --help}
     */
    public static void main(String[] arguments) {
        System.exit(exitCode(List.of(arguments)));
    }

    private static int exitCode(List<String> arguments) {
        Screen screen = Screen.ofTerminal();
        try {
            Path sample = Checkout.locate().root().resolve("src/demo/resources/chat/chat.jsonl");
            return new Demo(DemoOptions.parse(arguments, sample), screen).run();
        } catch (UsageException e) {
            screen.note("bin/demo: " + e.getMessage() + " (bin/demo --help lists the options)");
            return WRONG_USAGE;
        } catch (DemoFailedException
                | ConnectRestException
                | IllegalStateException
                | UncheckedIOException
                | IOException e) {
            screen.progress("failed. " + e.getMessage());
            return FAILED;
        }
    }

    private int run() throws IOException {
        try (DemoCluster cluster = DemoCluster.start(options, screen)) {
            cluster.startConnector();
            screen.progress("connector running: " + DemoCluster.CONNECTOR + ".json, 2 tasks");
            screen.progress("feeding " + options.file());
            Summary summary = new ChatModeration(cluster, screen).run(options.file());
            screen.result(Ink.PLAIN, "");
            summary.lines().forEach(line -> screen.result(Ink.BOLD, line));
            if (options.keep()) {
                Playground.lines(cluster).forEach(screen::note);
                awaitInterrupt();
            }
            return summary.isClean() ? 0 : FAILED;
        }
    }

    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
