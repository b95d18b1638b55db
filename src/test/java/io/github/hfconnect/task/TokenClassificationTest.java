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

class TokenClassificationTest {

    private final Task task = Tasks.named("token-classification");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // with an aggregation strategy
                "[{\"entity_group\":\"PER\",\"score\":0.99,\"word\":\"Sarah\",\"start\":11,\"end\":16}]",
                // without one
                "[{\"entity\":\"PER\",\"score\":0.99,\"index\":4,\"word\":\"Sarah\",\"start\":11,\"end\":16}]",
                // a list of one
                "[[{\"entity_group\":\"PER\",\"score\":0.99,\"word\":\"Sarah\",\"start\":11,\"end\":16}]]"
            })
    void anEntityHasAPlaceInTheText(String answer) {
        assertThat(task.read(ok(answer), texts("a")))
                .containsExactly(entities(
                        List.of(Map.of("entity", "PER", "word", "Sarah", "score", 0.99, "start", 11, "end", 16))));
    }

    @ParameterizedTest
    @ValueSource(strings = {",\"start\":null,\"end\":null", ""})
    void anEntityMayHaveNoPlace(String offsets) {
        String answer = "[{\"entity_group\":\"PER\",\"score\":1,\"word\":\"Sarah\"" + offsets + "}]";

        assertThat(task.read(ok(answer), texts("a")))
                .containsExactly(entities(List.of(Map.of("entity", "PER", "word", "Sarah", "score", 1.0))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[[]]"})
    void aTextMayHoldNoEntity(String answer) {
        assertThat(task.read(ok(answer), texts("a"))).containsExactly(entities(List.of()));
    }

    @Test
    void severalInputsGetTheirEntitiesInOrder() {
        String answer = "[[],[{\"entity\":\"B-LOC\",\"score\":0.5,\"word\":\"Rome\",\"start\":0,\"end\":4}]]";

        assertThat(task.read(ok(answer), texts("a", "b")))
                .containsExactly(
                        entities(List.of()),
                        entities(List.of(
                                Map.of("entity", "B-LOC", "word", "Rome", "score", 0.5, "start", 0, "end", 4))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[[]]", "[[],[],[]]", "[{\"entity\":\"a\",\"score\":1,\"word\":\"b\"}]"})
    void anotherCountIsMalformed(String answer) {
        assertThat(failureOf(() -> task.read(ok(answer), texts("a", "b"))).kind())
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"error\":\"x\"}",
                "[null]",
                "[[],[]]",
                "[{\"entity\":\"a\",\"word\":\"b\"}]",
                "[{\"entity\":null,\"score\":1,\"word\":\"b\"}]",
                "[{\"entity\":\"a\",\"score\":1}]",
                "[{\"entity\":\"a\",\"score\":1,\"word\":\"b\",\"start\":\"0\"}]",
                "[{\"entity\":\"a\",\"score\":1,\"word\":\"b\",\"start\":0.5}]",
                "[{\"entity\":\"a\",\"score\":1,\"word\":\"b\",\"end\":99999999999}]"
            })
    void anythingElseIsMalformed(String answer) {
        assertThat(failureOf(() -> task.read(ok(answer), texts("a"))).kind()).isEqualTo(MALFORMED);
    }

    private static Map<String, Object> entities(List<Map<String, Object>> entities) {
        return Map.of("entities", entities);
    }
}
