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

    @Test
    void textsOfOpenAiAreReadAlikeAloneOrInAList() throws IOException {
        assertThat(labels("{\"model\":\"m\",\"input\":[\"3-17 good\",\"x]\"],\"a\":[\"b\"]}"))
                .containsExactly("3-17", "x]");
        assertThat(labels("{\"model\":\"m\",\"input\":\"alone\",\"a\":[\"b\"]}"))
                .containsExactly("alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"inputs\":[]}", "{\"inputs\":[[\"cut", "{\"inputs\":7}"})
    void whatHasNoTextsIsRefused(String body) {
        assertThatThrownBy(() -> Prediction.of(bytes(body), new Labels(), hashes::add))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> labels(String body) throws IOException {
        Prediction prediction = Prediction.of(bytes(body), new Labels(), hashes::add);
        JsonNode answer = new ObjectMapper().readTree(Whole.of(prediction.answer()));
        List<String> labels = new ArrayList<>();
        answer.forEach(input -> labels.add(input.path(0).path("label").asText()));
        return labels;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
