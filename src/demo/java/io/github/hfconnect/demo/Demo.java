package io.github.hfconnect.demo;

import io.github.hfconnect.demo.Screen.Ink;
import io.github.hfconnect.demo.cluster.Checkout;
import io.github.hfconnect.demo.cluster.ConnectRestException;
import io.github.hfconnect.demo.cluster.TempDirectory;
import io.github.hfconnect.demo.search.DocumentFolder;
import io.github.hfconnect.demo.search.DocumentFolder.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Moderates a chat or searches documents before your eyes. Run by {@code bin/demo}. */
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
            Path samples = Checkout.locate().root().resolve("src/demo/resources");
            DemoOptions options =
                    DemoOptions.parse(arguments, samples.resolve("chat/chat.jsonl"), samples.resolve("documents"));
            return new Demo(options, screen).run();
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
        DemoConnector connector = options.search() ? DemoConnector.SEARCH : DemoConnector.CHAT;
        try (DemoCluster cluster = DemoCluster.start(connector, options, screen)) {
            cluster.startConnector();
            screen.progress("connector running: " + connector.name() + ".json, " + DemoConnector.TASKS + " tasks");
            boolean isClean = options.search() ? search(cluster) : moderate(cluster);
            if (options.keep()) {
                (options.search() ? Playground.ofSearch(cluster) : Playground.ofChat(cluster)).forEach(screen::note);
                awaitInterrupt();
            }
            return isClean ? 0 : FAILED;
        }
    }

    private boolean moderate(DemoCluster cluster) throws IOException {
        screen.progress("feeding " + options.input());
        Summary summary = new ChatModeration(cluster, screen).run(options.input());
        screen.result(Ink.PLAIN, "");
        summary.lines().forEach(line -> screen.result(Ink.BOLD, line));
        return summary.isClean();
    }

    /** In a copy, because documents are edited and deleted. */
    private boolean search(DemoCluster cluster) throws IOException {
        DocumentFolder source = new DocumentFolder(options.input());
        Content content = source.read();
        content.leftOut().forEach(file -> screen.progress("left out: " + file));
        try (TempDirectory directory = TempDirectory.create("documents")) {
            DocumentFolder copy =
                    DocumentFolder.of(directory.path(), content.documents().values());
            screen.progress("cutting " + content.documents().size() + " documents of " + options.input());
            try (SearchIndex index = new SearchIndex(cluster, copy)) {
                return new DocumentSearch(cluster, screen, copy, index).run(source.question());
            }
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
