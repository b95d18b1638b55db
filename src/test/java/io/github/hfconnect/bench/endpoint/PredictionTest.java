package io.github.hfconnect.bench.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionTest {

    private final List<Long> hashes = new ArrayList<>();

    @Test
    void eachInputIsAnsweredWithItsFirstWord() throws IOException {
        assertThat(labels("{\"inputs\":[[\"3-17 good\"],[\"alone\"],[\"\"]],\"truncate\":true}"))
                .containsExactly("3-17", "alone", "");
    }

    @Test
    void quotesAndBracketsInTextsAreNoStructure() throws IOException {
        assertThat(labels("{\"inputs\":[[\"a \\\"],[\\\" b]\"],[\"c [d\"]]}")).containsExactly("a", "c");
    }

    @Test
    void longAndEscapedFirstWordsAreCut() throws IOException {
        assertThat(labels("{\"inputs\":[[\"" + "x".repeat(40) + "\"],[\"gr\\u00fc\\u00df\"]]}"))
                .containsExactly("x".repeat(24), "gr");
    }

    @Test
    void equalInputsHaveEqualHashesAndOthersDoNot() throws IOException {
        labels("{\"inputs\":[[\"Aa\"],[\"BB\"],[\"Aa\"]]}");

        assertThat(hashes).hasSize(3);
        assertThat(new HashSet<>(hashes)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"inputs\":\"flat\"}", "{\"inputs\":[[\"cut"})
    void whatIsNoNestedListIsRefused(String body) {
        assertThatThrownBy(() -> Prediction.of(bytes(body), hashes::add)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> labels(String body) throws IOException {
        JsonNode answer = new ObjectMapper()
                .readTree(Prediction.of(bytes(body), hashes::add).answer());
        List<String> labels = new ArrayList<>();
        answer.forEach(input -> labels.add(input.path(0).path("label").asText()));
        return labels;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
