package io.github.hfconnect.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who adds a sentence that asks somebody to act adds it to the page, by {@code -Ddocs.write=true}. */
class TroubleshootingDocsTest {

    private static final Path PAGE = Path.of("docs", "troubleshooting.md");

    @Test
    void thePageHasEverySentenceThatAsksSomebodyToAct() throws IOException {
        String page = TroubleshootingDocs.markdown();
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    /** A few that are known to be there, so that a scanner that finds nothing is seen. */
    @Test
    void sentencesOfEveryPlaceAreFound() throws IOException {
        assertThat(TroubleshootingDocs.markdown())
                .contains("Set `token` to a token that this endpoint takes | Advice")
                .contains("security.protocol")
                .contains("errors.deadletterqueue.topic.name");
    }
}
