package io.github.hfconnect.task;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.task.catalog.Tasks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZeroShotClassificationTest {

    private static final Map<String, Object> SPAM = Map.of("label", "spam", "score", 0.9);
    private static final Map<String, Object> HAM = Map.of("label", "ham", "score", 0.1);

    private final Task task = Tasks.named("zero-shot-classification");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // hf-inference since July 2025
                "[{\"label\":\"spam\",\"score\":0.9},{\"label\":\"ham\",\"score\":0.1}]",
                "[[{\"label\":\"ham\",\"score\":0.1},{\"label\":\"spam\",\"score\":0.9}]]",
                // Inference Endpoints, and hf-inference before
                "{\"sequence\":\"a\",\"labels\":[\"spam\",\"ham\"],\"scores\":[0.9,0.1]}",
                "[{\"sequence\":\"a\",\"labels\":[\"ham\",\"spam\"],\"scores\":[0.1,0.9]}]"
            })
    void oneInputGetsItsLabelsHighestFirst(String answer) {
        assertThat(task.read(ok(answer), texts("a")))
                .containsExactly(Map.of("label", "spam", "score", 0.9, "labels", List.of(SPAM, HAM)));
    }

    @Test
    void severalInputsGetTheOldFormEach() {
        String answer = "[{\"labels\":[\"ham\",\"spam\"],\"scores\":[0.6,0.4]},"
                + "{\"labels\":[\"spam\",\"ham\"],\"scores\":[0.9,0.1]}]";

        assertThat(task.read(ok(answer), texts("a", "b")))
                .extracting(value -> ((Map<?, ?>) value).get("label"))
                .isEqualTo(List.of("ham", "spam"));
    }

    @Test
    void theLabelsOfOneInputAreNotSharedOutToSeveral() {
        String answer = "[{\"label\":\"spam\",\"score\":0.9},{\"label\":\"ham\",\"score\":0.1}]";

        assertThat(failureOf(() -> task.read(ok(answer), texts("a", "b"))).kind())
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "[{}]",
                "{\"error\":\"x\"}",
                "{\"labels\":[],\"scores\":[]}",
                "{\"labels\":[\"a\"],\"scores\":[0.9,0.1]}",
                "{\"labels\":[\"a\"]}",
                "{\"labels\":{\"a\":1},\"scores\":[1]}",
                "{\"labels\":[\"a\"],\"scores\":{\"a\":1}}",
                "{\"labels\":[7],\"scores\":[0.9]}",
                "{\"labels\":[\"a\"],\"scores\":[null]}",
                "[{\"labels\":[\"a\"],\"scores\":[1]},{\"labels\":[\"a\"],\"scores\":[1]}]"
            })
    void anythingElseIsMalformed(String answer) {
        assertThat(failureOf(() -> task.read(ok(answer), texts("a"))).kind()).isEqualTo(MALFORMED);
    }

    @Test
    void itNeedsLabelsToChooseFrom() {
        assertThat(task.requiredParameters()).containsExactly("candidate_labels");
    }
}
