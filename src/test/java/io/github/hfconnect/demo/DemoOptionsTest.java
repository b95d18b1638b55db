package io.github.hfconnect.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {

    @TempDir
    private Path directory;

    private Path sample;

    @BeforeEach
    void writeSample() throws IOException {
        sample = Files.createFile(directory.resolve("sample.jsonl"));
    }

    @Test
    void withoutOptionsTheSampleIsFedOnFreePorts() {
        assertThat(DemoOptions.parse(List.of(), sample, directory))
                .isEqualTo(new DemoOptions(sample, false, false, 0, 0, 0));
    }

    @Test
    void everyOptionIsTaken() throws IOException {
        Path other = Files.createFile(directory.resolve("other.jsonl"));
        List<String> all = List.of(
                "--keep", "--file", other.toString(), "--broker-port", "1", "--connect-port", "2", "--model-port", "3");

        assertThat(DemoOptions.parse(all, sample, directory)).isEqualTo(new DemoOptions(other, false, true, 1, 2, 3));
    }

    @Test
    void documentsAreSearchedInTheNamedFolderOrInTheSamples() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));

        assertThat(DemoOptions.parse(List.of("--search", "--keep"), sample, directory))
                .isEqualTo(new DemoOptions(directory, true, true, 0, 0, 0));
        assertThat(DemoOptions.parse(List.of("--search", other.toString()), sample, directory))
                .isEqualTo(new DemoOptions(other, true, false, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "--what, unknown option --what",
        "--file, --file needs a value",
        "--file none.jsonl, cannot read the file none.jsonl",
        "--search none, cannot read the folder none",
        "--search --file none, cannot read the folder none",
        "--broker-port many, '--broker-port needs a port from 1 to 65535, not many'",
        "--model-port 70000, '--model-port needs a port from 1 to 65535, not 70000'"
    })
    void whatCannotBeFollowedIsSaid(String arguments, String message) {
        assertThatThrownBy(() -> DemoOptions.parse(List.of(arguments.split(" ")), sample, directory))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
