package io.github.hfconnect.e2e.observe;

import io.github.hfconnect.demo.cluster.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One run of Prometheus' own checker.
 *
 * @param output both streams
 */
record Promtool(int exitCode, String output) {

    /** Whether Debian's package prometheus is there, which brings the server and its checker. */
    static boolean isInstalled() {
        return Stream.of("prometheus", "promtool").allMatch(Promtool::isOnPath);
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Runs it at the top of the checkout. */
    static Promtool run(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process promtool = new ProcessBuilder(command)
                .directory(Checkout.locate().root().toFile())
                .redirectErrorStream(true)
                .start();
        promtool.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        promtool.getOutputStream().close();
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Promtool(promtool.waitFor(), output);
    }
}
