package io.github.hfconnect.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asks the official client again, where there is Node.js: what was recorded is what it still sends for the samples. */
@Timeout(300)
class OfficialClientIT {

    private static final Path SOURCES = Path.of("src", "conformance");
    private static final Path WORK = Path.of("target", "conformance");
    private static final Path SAMPLES = Path.of("src", "test", "resources", "samples");

    @Test
    void whatWasRecordedIsWhatTheClientSends() throws IOException, InterruptedException {
        assumeTrue(run(Path.of("."), Path.of("target", "node-version.txt"), "node", "--version"), "Node.js is missing");
        assumeTrue(install(), "the official client can be had neither from the registry nor from an earlier run");

        Path recording = WORK.resolve("recorded.json");
        assertThat(run(
                        WORK,
                        recording,
                        "node",
                        "record.mjs",
                        SAMPLES.toAbsolutePath().toString()))
                .isTrue();
        if (Boolean.getBoolean("conformance.write")) {
            Files.copy(recording, OfficialRequest.RECORDED, StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(OfficialRequest.read(OfficialRequest.RECORDED))
                .as("record again with: mvn verify -Dit.test=OfficialClientIT -Dconformance.write=true")
                .isEqualTo(OfficialRequest.read(recording));
    }

    /** What the lock names, and only that; nothing is fetched where an earlier run has installed it. */
    private static boolean install() throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        Path installed = WORK.resolve("node_modules").resolve(".package-lock.json");
        boolean current = Files.exists(installed)
                && Files.mismatch(SOURCES.resolve("package-lock.json"), WORK.resolve("package-lock.json")) == -1;
        for (String file : List.of("package.json", "package-lock.json", "record.mjs")) {
            Files.copy(SOURCES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return current
                || run(WORK, WORK.resolve("npm.log"), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }

    /** Whether a command was found and has ended well. */
    private static boolean run(Path folder, Path output, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toAbsolutePath().toFile())
                .redirectError(new File(output.toAbsolutePath() + ".err"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return false;
        }
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        return ended && process.exitValue() == 0;
    }
}
