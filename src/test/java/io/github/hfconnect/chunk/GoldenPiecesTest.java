package io.github.hfconnect.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten documents in ten scripts, and the pieces that a reader would make of them. */
class GoldenPiecesTest {

    private static final Path DOCUMENTS = Path.of("src", "test", "resources", "documents");
    private static final String RULER = "\n" + "-".repeat(20) + " ";

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            return files.filter(file -> !file.toString().endsWith(".pieces"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreTen() throws IOException {
        assertThat(documents()).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void eachIsCutAsExpected(Path document) throws IOException {
        ChunkFormat format = document.toString().endsWith(".md") ? ChunkFormat.MARKDOWN : ChunkFormat.TEXT;
        ChunkRules rules = new ChunkRules(160, 40, Arrays.asList(Boundary.values()), format, 1000);
        String found = Chunker.of(rules).cut(Files.readString(document)).stream()
                .map(piece -> RULER + piece.start() + " to " + piece.end() + "\n" + piece.text())
                .collect(Collectors.joining());

        Path expected = document.resolveSibling(document.getFileName() + ".pieces");
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(expected, found);
        }
        assertThat(found).isEqualTo(Files.readString(expected));
    }
}
