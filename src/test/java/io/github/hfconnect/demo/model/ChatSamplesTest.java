package io.github.hfconnect.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the demo's story needs of its sample chat. */
class ChatSamplesTest {

    private static List<JsonNode> lines;

    @BeforeAll
    static void read() throws IOException {
        var resource =
                Objects.requireNonNull(ChatSamplesTest.class.getClassLoader().getResourceAsStream("chat/chat.jsonl"));
        try (MappingIterator<JsonNode> values =
                new ObjectMapper().readerFor(JsonNode.class).readValues(resource)) {
            lines = values.readAll();
        }
    }

    @Test
    void linesAreNumberedAndSpreadOverAFewRooms() {
        assertThat(lines).hasSizeBetween(70, 90);
        assertThat(lines).extracting(line -> line.path("id").intValue()).doesNotHaveDuplicates();
        assertThat(lines.stream().map(line -> line.path("room").asText()).distinct())
                .hasSizeBetween(4, 6);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.path("user").asText()).isNotEmpty());
    }

    @Test
    void oneLineIsBlankAndTwoArePoison() {
        assertThat(lines).filteredOn(line -> !line.has("message")).hasSize(1);
        assertThat(lines)
                .filteredOn(line ->
                        line.has("message") && line.get("message").asText().isBlank())
                .hasSize(1);
        assertThat(lines)
                .filteredOn(line -> tokens(line.path("message").asText()) > MiniLm.MAX_TOKENS)
                .hasSize(1);
    }

    private static int tokens(String text) {
        return MiniLm.shared().tokens(Sequence.of(ChatText.clean(text))).count();
    }
}
