package io.github.hfconnect.demo.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFolderTest {

    @TempDir
    private Path directory;

    private DocumentFolder folder;

    @BeforeEach
    void open() {
        folder = new DocumentFolder(directory);
    }

    @Test
    void textsAreReadWithTheirPathsAsNames() throws IOException {
        write("b.txt", "Bee");
        write("deep/er/a.MD", "# Ay\n\nbody");

        assertThat(folder.read().documents().values())
                .containsExactly(new Document("b.txt", "Bee"), new Document("deep/er/a.MD", "# Ay\n\nbody"));
        assertThat(folder.read().leftOut()).isEmpty();
    }

    @Test
    void hiddenFilesAndOtherKindsAreNoDocuments() throws IOException {
        write(".git/notes.md", "hidden folder");
        write(".notes.md", "hidden file");
        write("picture.png", "no text");
        write("README", "no ending");
        Files.createDirectories(directory.resolve("folder.md"));

        assertThat(folder.read()).isEqualTo(new DocumentFolder.Content(Map.of(), List.of()));
    }

    @Test
    void whatCannotBeADocumentIsLeftOutWithTheReason() throws IOException {
        Files.write(directory.resolve("latin.txt"), "Gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1));
        write("book.txt", "x".repeat(200_001));
        write("fits.txt", "x".repeat(200_000));

        assertThat(folder.read().documents()).containsOnlyKeys("fits.txt");
        assertThat(folder.read().leftOut()).containsExactly("book.txt: more than 200 kB", "latin.txt: not UTF-8");
    }

    @Test
    void aCopyCanBeEditedWithoutTheOriginal() throws IOException {
        write("a.txt", "one");
        write("in/b.txt", "two");
        DocumentFolder copy = DocumentFolder.of(
                directory.resolve(".copy"), folder.read().documents().values());
        copy.write(new Document("a.txt", "other"));
        copy.delete("in/b.txt");

        assertThat(copy.read().documents().values()).containsExactly(new Document("a.txt", "other"));
        assertThat(folder.read().documents().values())
                .containsExactly(new Document("a.txt", "one"), new Document("in/b.txt", "two"));
    }

    @Test
    void aFolderMaySayWhatIsAsked() throws IOException {
        assertThat(folder.question()).isEqualTo("What is this about?");
        write(".question", "Who?\n");
        assertThat(folder.question()).isEqualTo("Who?");
    }

    @Test
    void aTitleIsTheFirstLineThatSaysAnything() {
        assertThat(new Document("a.md", "\n##  Head\nbody").title()).isEqualTo("Head");
        assertThat(new Document("a.md", " \n#\n").title()).isEqualTo("a.md");
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
