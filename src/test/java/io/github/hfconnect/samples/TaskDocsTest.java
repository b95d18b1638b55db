package io.github.hfconnect.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TaskDocsTest {

    private static final Path PAGE = Path.of("docs", "tasks.md");

    @Test
    void thePageIsWhatTheCodeDoes() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, TaskDocs.markdown());
        }

        assertThat(PAGE)
                .as("regenerate with: mvn -q test -Dtest=TaskDocsTest -Ddocs.write=true")
                .hasContent(TaskDocs.markdown());
    }
}
