package io.github.hfconnect.task;

import static io.github.hfconnect.server.Fixtures.ok;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the usual answer, and no other. */
class LabelListsTest {

    @Test
    void aListOfLabelsForEachInputIsRead() {
        String answer =
                "[[{\"label\":\"b\",\"score\":0.25},{\"score\":0.75,\"label\":\"a\\u0021\"}],[{\"label\":\"c\",\"score\":1}]]";

        assertThat(LabelLists.read(ok(answer), 2))
                .isEqualTo(List.of(
                        Map.of(
                                "label",
                                "a!",
                                "score",
                                0.75,
                                "labels",
                                List.of(Map.of("label", "a!", "score", 0.75), Map.of("label", "b", "score", 0.25))),
                        Map.of("label", "c", "score", 1.0, "labels", List.of(Map.of("label", "c", "score", 1.0)))));
    }

    /** Predictions are kept in numbers, and a model's labels are few. */
    @Test
    void equalLabelsAreOneText() {
        String inputs = IntStream.range(0, 40)
                .mapToObj(i -> "[{\"label\":\"often\",\"score\":1},{\"label\":\"l" + i + "\",\"score\":0}]")
                .collect(Collectors.joining(",", "[", "]"));

        List<?> predictions = requireNonNull(LabelLists.read(ok(inputs), 40));

        Set<Object> often = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < predictions.size(); i++) {
            Map<?, ?> prediction = (Map<?, ?>) predictions.get(i);
            often.add(requireNonNull(prediction.get("label")));
            assertThat(prediction.get("labels"))
                    .isEqualTo(List.of(Map.of("label", "often", "score", 1.0), Map.of("label", "l" + i, "score", 0.0)));
        }
        assertThat(often).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "[[]]",
                "[{\"label\":\"a\",\"score\":1}]",
                "[[{\"label\":\"a\",\"score\":1}],[{\"label\":\"a\",\"score\":1}]]",
                "[[{\"label\":\"a\",\"score\":1}]",
                "[[{\"label\":\"a\",\"score\":1}]] []",
                "[[{\"label\":\"a\",\"score\":1}],7]",
                "[[{\"label\":\"a\",\"score\":1},7]]",
                "[[{\"label\":\"a\",\"score\":1,\"x\":2}]]",
                "[[{\"x\":2,\"label\":\"a\",\"score\":1}]]",
                "[[{\"label\":\"a\",\"label\":\"b\"}]]",
                "[[{\"label\":\"a\"}]]",
                "[[{\"score\":1}]]",
                "[[{}]]",
                "[[{\"label\":7,\"score\":1}]]",
                "[[{\"label\":\"a\",\"score\":\"1\"}]]",
                "[[{\"label\":\"a\",\"score\":null}]]",
                "[[{\"label\":\"a\",\"score\":1e999}]]",
                "[[{\"label\":\"a\",\"score\":{\"b\":1}}]]",
                "[[{\"label\":[\"a\"],\"score\":1}]]",
                "[[{\"label\":\"a\",\"score\":NaN}]]"
            })
    void anythingElseIsLeftToOthers(String answer) {
        assertThat(LabelLists.read(ok(answer), 1)).isNull();
    }
}
