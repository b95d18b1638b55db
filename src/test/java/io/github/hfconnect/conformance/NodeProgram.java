package io.github.hfconnect.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program for Node.js with what its lock names.
 *
 * @param sources where it is written
 * @param work where it is installed and runs
 */
public record NodeProgram(Path sources, Path work) {

    /** A program in {@code src/conformance}. */
    public static NodeProgram named(String name) {
        return new NodeProgram(
                Path.of("src", "conformance", name),
                Path.of("target", "conformance", name).toAbsolutePath());
    }

    /** Whether it can run: Node.js is there, and the packages come from the registry or are left by an earlier run. */
    public boolean install() throws IOException, InterruptedException {
        Files.createDirectories(work);
        boolean current = isInstalled();
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                Files.copy(file, work.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return current
                || (run(work.resolve("node-version.txt"), "node", "--version")
                        && run(work.resolve("npm.log"), "npm", "ci", "--ignore-scripts", "--legacy-peer-deps"));
    }

    private boolean isInstalled() throws IOException {
        Path lock = work.resolve("package-lock.json");
        return Files.exists(work.resolve("node_modules").resolve(".package-lock.json"))
                && Files.exists(lock)
                && Files.mismatch(sources.resolve("package-lock.json"), lock) == -1;
    }

    /** Whether a command is there and ends well. */
    public boolean run(Path output, String... command) throws InterruptedException {
        try {
            Process process = start(output, command);
            boolean ended = process.waitFor(4, TimeUnit.MINUTES);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // There is no such command.
        }
    }

    /** Starts a command, whose output goes to a file. */
    public Process start(Path output, String... command) throws IOException {
        return new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectOutput(output.toFile())
                .redirectError(Path.of(output + ".err").toFile())
                .start();
    }
}
