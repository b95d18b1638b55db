package io.github.hfconnect.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    @TempDir
    Path directory;

    @Test
    void ratioIsTheMedianOverRunsThatFollowedEachOther() throws IOException {
        // The machine has become twice as slow after the first run: the ratios of medians would say 0.75.
        write("before.1.json", "CPU", 10);
        write("now.1.json", "CPU", 8);
        write("before.2.json", "CPU", 20);
        write("now.2.json", "CPU", 16);
        write("before.3.json", "CPU", 20);
        write("now.3.json", "CPU", 15);

        assertThat(Comparison.of(directory).table()).last().isEqualTo("| s | CPU | µs | 20 | 15 | 0.800 |");
    }

    @Test
    void figureThatOnlyOneBuildHasIsLeftOut() throws IOException {
        write("before.1.json", "CPU", 10);
        write("now.1.json", "latency", 8);

        assertThat(Comparison.of(directory).table()).hasSize(2);
    }

    private void write(String file, String figure, double value) throws IOException {
        Files.writeString(
                directory.resolve(file),
                "{\"figures\":[{\"scenario\":\"s\",\"figure\":\"" + figure + "\",\"unit\":\"µs\",\"values\":[" + value
                        + "]}]}");
    }
}
