package io.github.hfconnect.server.huggingface;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.router;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TabularTasksTest {

    private static final Input TABLE = Input.of(Map.of("ph", List.of("7.4", "7.8")));

    private static Object read(String task, String json) {
        return Tasks.named(task).read(ok(json), List.of(TABLE)).get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tabular-classification", "tabular-regression"})
    void theTableGoesUnderData(String task) throws IOException {
        ServerApi api = ServerKinds.named("huggingface").api(router(task, "org/m"));
        ApiRequest request = api.encode(List.of(TABLE));

        assertThat(api.takesLists()).isFalse();
        assertThat(request.path()).isEqualTo("hf-inference/models/org/m");
        assertThat(body(request)).isEqualTo(json("{\"inputs\":{\"data\":{\"ph\":[\"7.4\",\"7.8\"]}}}"));
    }

    @Test
    void classesAreTextsHoweverTheModelNamesThem() {
        assertThat(read("tabular-classification", "[5,7]")).isEqualTo(Map.of("predictions", List.of("5", "7")));
        assertThat(read("tabular-classification", "[\"good\",true]"))
                .isEqualTo(Map.of("predictions", List.of("good", "true")));
    }

    @Test
    void numbersStayNumbers() {
        assertThat(read("tabular-regression", "[270.5,3]")).isEqualTo(Map.of("predictions", List.of(270.5, 3.0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "tabular-classification | [5]",
                "tabular-classification | [5,null]",
                "tabular-classification | [5,[6]]",
                "tabular-classification | {\"error\":\"x\"}",
                "tabular-regression | [1,2,3]",
                "tabular-regression | [1,\"2\"]",
                "tabular-regression | [1,NaN]",
            })
    void anythingElseThanOneForEachRowIsMalformed(String task, String json) {
        assertThat(failureOf(() -> read(task, json)).kind()).isEqualTo(MALFORMED);
    }
}
