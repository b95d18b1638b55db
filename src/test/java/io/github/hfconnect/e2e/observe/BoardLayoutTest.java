package io.github.hfconnect.e2e.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What can be said of the board without a worker. */
class BoardLayoutTest {

    private static final int COLUMNS = 24;

    @Test
    void panelsDoNotLieOnEachOther() throws IOException {
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : Board.committed().panels()) {
            JsonNode at = panel.path("gridPos");
            for (int x = at.path("x").asInt();
                    x < at.path("x").asInt() + at.path("w").asInt();
                    x++) {
                for (int y = at.path("y").asInt();
                        y < at.path("y").asInt() + at.path("h").asInt();
                        y++) {
                    assertThat(x).isLessThan(COLUMNS);
                    assertThat(cells.add(x + "," + y))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void eachPanelSaysWhatItShowsAndFollowsTheChosenConnector() throws IOException {
        assertThat(Board.committed().panels()).hasSizeGreaterThan(20).allSatisfy(panel -> {
            assertThat(panel.path("description").asText()).endsWith(".");
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.path("targets"))
                    .isNotEmpty()
                    .allSatisfy(
                            target -> assertThat(target.path("expr").asText()).containsAnyOf("$connector", "jvm_"));
        });
    }
}
