package io.github.hfconnect.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A broker does not outlive the JVM that started it, however that ends. */
class OrphanIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private Process owner;
    private ProcessHandle broker;
    private Path directory;

    @BeforeEach
    void startBrokerInAnotherJvm() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        owner = new ProcessBuilder(
                        List.of(java, "-cp", System.getProperty("java.class.path"), BrokerOwner.class.getName()))
                .redirectError(Redirect.DISCARD)
                .start();
        try (BufferedReader output = owner.inputReader(StandardCharsets.UTF_8)) {
            String[] words = output.readLine().split(" ");
            broker = ProcessHandle.of(Long.parseLong(words[0])).orElseThrow();
            directory = Path.of(words[1]);
        }
    }

    @AfterEach
    void leaveNothing() {
        owner.destroyForcibly();
        broker.destroyForcibly();
        new TempDirectory(directory).close();
    }

    @Test
    void afterAnInterruptNeitherProcessNorDirectoryIsLeft() {
        owner.destroy();

        assertThat(Await.until(SOON, () -> !broker.isAlive())).isTrue();
        assertThat(Await.until(SOON, () -> !owner.isAlive())).isTrue();
        assertThat(directory).doesNotExist();
    }

    @Test
    void afterAKillOfTheOwnerTheBrokerEndsToo() {
        owner.destroyForcibly();

        assertThat(Await.until(SOON, () -> !broker.isAlive())).isTrue();
    }
}
