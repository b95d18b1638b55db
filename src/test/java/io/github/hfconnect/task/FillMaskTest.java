package io.github.hfconnect.task;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.task.catalog.Tasks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FillMaskTest {

    private static final String THE = "{\"score\":0.5,\"token\":1996,\"token_str\":\"the\",\"sequence\":\"the world\"}";
    private static final String OUR = "{\"score\":0.25,\"token\":7,\"token_str\":\"our\",\"sequence\":\"our world\"}";

    private static final Map<String, Object> THE_WORLD = Map.of("token", "the", "score", 0.5, "sequence", "the world");
    private static final Map<String, Object> OUR_WORLD = Map.of("token", "our", "score", 0.25, "sequence", "our world");

    private final Task task = Tasks.named("fill-mask");

    @Test
    void aMaskGetsItsSuggestions() {
        assertThat(task.read(ok("[" + THE + "," + OUR + "]"), texts("a")))
                .containsExactly(prediction(List.of(List.of(THE_WORLD, OUR_WORLD))));
    }

    @Test
    void eachOfSeveralMasksGetsItsSuggestions() {
        assertThat(task.read(ok("[[" + THE + "],[" + OUR + "]]"), texts("a")))
                .containsExactly(prediction(List.of(List.of(THE_WORLD), List.of(OUR_WORLD))));
    }

    @Test
    void severalInputsMayHaveOneOrSeveralMasks() {
        assertThat(task.read(ok("[[" + THE + "," + OUR + "],[[" + THE + "],[" + THE + "]]]"), texts("a", "b")))
                .containsExactly(
                        prediction(List.of(List.of(THE_WORLD, OUR_WORLD))),
                        prediction(List.of(List.of(THE_WORLD), List.of(THE_WORLD))));
    }

    @Test
    void anotherCountIsMalformed() {
        assertThat(failureOf(() -> task.read(ok("[[" + THE + "]]"), texts("a", "b")))
                        .kind())
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "[[]]",
                "{}",
                "{\"error\":\"No mask_token (<mask>) found on the input\"}",
                "[[[" + THE + "]]]",
                "[{\"score\":0.5,\"token\":1996,\"sequence\":\"the world\"}]",
                "[{\"score\":0.5,\"token_str\":\"the\"}]",
                "[{\"token_str\":\"the\",\"sequence\":\"the world\"}]",
                "[" + THE + ",null]"
            })
    void anythingElseIsMalformed(String answer) {
        assertThat(failureOf(() -> task.read(ok(answer), texts("a"))).kind()).isEqualTo(MALFORMED);
    }

    private static Map<String, Object> prediction(List<List<Map<String, Object>>> masks) {
        Map<String, Object> prediction = new LinkedHashMap<>(masks.get(0).get(0));
        prediction.put("masks", masks);
        return prediction;
    }
}
