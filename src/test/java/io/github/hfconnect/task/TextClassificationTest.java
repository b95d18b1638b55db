package io.github.hfconnect.task;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextClassificationTest {

    private static final Map<String, Object> TOXIC = Map.of("label", "toxic", "score", 0.9);
    private static final Map<String, Object> FINE = Map.of("label", "fine", "score", 0.1);

    private final Task task = new TextClassification();

    @ParameterizedTest
    @ValueSource(
            strings = {
                // hf-inference
                "[[{\"label\":\"toxic\",\"score\":0.9},{\"label\":\"fine\",\"score\":0.1}]]",
                // the default container of Inference Endpoints with top_k
                "[{\"label\":\"toxic\",\"score\":0.9},{\"label\":\"fine\",\"score\":0.1}]",
                // text-embeddings-inference
                "[[{\"score\":0.9,\"label\":\"toxic\"},{\"score\":0.1,\"label\":\"fine\"}]]",
                // unsorted, with a byte order mark, and with fields that nobody knows
                "\ufeff[{\"label\":\"fine\",\"score\":1e-1,\"x\":null},{\"label\":\"toxic\",\"score\":0.9}]"
            })
    void oneInputGetsItsLabelsHighestFirst(String answer) {
        assertThat(task.read(ok(answer), texts("a")))
                .containsExactly(Map.of("label", "toxic", "score", 0.9, "labels", List.of(TOXIC, FINE)));
    }

    @Test
    void theBestLabelAloneIsAnAnswerToOneInput() {
        assertThat(task.read(ok("[{\"label\":\"toxic\",\"score\":0.9}]"), texts("a")))
                .containsExactly(Map.of("label", "toxic", "score", 0.9, "labels", List.of(TOXIC)));
    }

    @Test
    void severalInputsGetTheirLabelsInOrder() {
        String answer = "[[{\"label\":\"fine\",\"score\":0.1}],[{\"label\":\"toxic\",\"score\":0.9}]]";

        assertThat(task.read(ok(answer), texts("a", "b")))
                .extracting(value -> ((Map<?, ?>) value).get("label"))
                .isEqualTo(List.of("fine", "toxic"));
    }

    @Test
    void aScoreMayBeAWholeNumberOrRaw() {
        assertThat(task.read(ok("[{\"label\":\"a\",\"score\":1},{\"label\":\"b\",\"score\":-3.5}]"), texts("a")))
                .extracting(value -> ((Map<?, ?>) value).get("score"))
                .isEqualTo(List.of(1.0));
    }

    @Test
    void theFieldsComeInTheOrderOfTheShape() {
        Object value = task.read(ok("[{\"score\":0.9,\"label\":\"toxic\"}]"), texts("a"))
                .get(0);

        assertThat(((Map<?, ?>) value).keySet().stream().map(Object::toString))
                .containsExactly("label", "score", "labels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // hf-inference without top_k: the best label of each input in one inner list
                "[[{\"label\":\"a\",\"score\":0.9},{\"label\":\"b\",\"score\":0.8}]]",
                // Inference Endpoints without top_k, or text-embeddings-inference that took two texts for a pair
                "[{\"label\":\"a\",\"score\":0.9},{\"label\":\"b\",\"score\":0.8}]",
                // one too many
                "[[{\"label\":\"a\",\"score\":0.9}],[{\"label\":\"b\",\"score\":0.8}],[{\"label\":\"b\",\"score\":0.8}]]"
            })
    void whichLabelsBelongToWhichOfSeveralInputsIsNeverGuessed(String answer) {
        Failure failure = failureOf(() -> task.read(ok(answer), texts("a", "b")));

        assertThat(failure.kind()).isEqualTo(MALFORMED);
        assertThat(failure.message()).contains("one list of {label, score} for each input");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "[[]]",
                "[null]",
                "null",
                "7",
                "\"text\"",
                "{\"error\":\"Model is too busy\"}",
                "[[{\"label\":\"a\",\"score\":0.9}],[{\"label\":\"a\",\"score\":0.9}]]",
                "[[[{\"label\":\"a\",\"score\":0.9}]]]",
                "[{\"label\":\"a\"}]",
                "[{\"score\":0.9}]",
                "[{\"label\":null,\"score\":0.9}]",
                "[{\"label\":7,\"score\":0.9}]",
                "[{\"label\":\"a\",\"score\":null}]",
                "[{\"label\":\"a\",\"score\":\"high\"}]",
                "{\"code\":429}",
                "{\"spam\":true}",
                "[{\"label\":\"a\",\"score\":NaN}]",
                "[{\"label\":\"a\",\"score\":Infinity}]",
                "[{\"label\":\"a\",\"score\":1e999}]",
                "[{\"label\":\"a\",\"score\":0.9},null]",
                "[{\"label\":\"a\",\"score\":0.9}",
                "[{\"label\":\"a\",\"score\":0.9}]]",
                "[{\"label\":\"a\",\"score\":0.9}] {}",
                "<html><body>Welcome</body></html>"
            })
    void anythingElseIsMalformed(String answer) {
        assertThat(failureOf(() -> task.read(ok(answer), texts("a"))).kind()).isEqualTo(MALFORMED);
    }
}
