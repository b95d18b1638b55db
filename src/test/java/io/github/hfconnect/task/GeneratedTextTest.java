package io.github.hfconnect.task;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.task.catalog.Tasks;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedTextTest {

    @ParameterizedTest
    @CsvSource({"summarization,summary_text", "translation,translation_text", "text-generation,generated_text"})
    void oneInputGetsItsTextFromEveryKnownForm(String name, String field) {
        Task task = Tasks.named(name);
        String text = "{\"" + field + "\":\"good\",\"details\":{}}";
        String other = "{\"" + field + "\":\"second choice\"}";

        for (String answer :
                new String[] {text, "[" + text + "]", "[[" + text + "]]", "[" + text + "," + other + "]"}) {
            assertThat(task.read(ok(answer), texts("a"))).containsExactly(Map.of("text", "good"));
        }
    }

    @Test
    void aCompletionInOpenAisStyleIsAGeneratedTextAndNoSummary() {
        Answer answer = ok("{\"choices\":[{\"text\":\"good\"},{\"text\":\"second choice\"}]}");

        assertThat(Tasks.named("text-generation").read(answer, texts("a"))).containsExactly(Map.of("text", "good"));
        assertThat(failureOf(() -> Tasks.named("summarization").read(answer, texts("a")))
                        .kind())
                .isEqualTo(MALFORMED);
        assertThat(failureOf(() -> Tasks.named("text-generation").read(ok("{\"choices\":[]}"), texts("a")))
                        .kind())
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"summary_text\":\"one\"},{\"summary_text\":\"two\"}]",
                "[[{\"summary_text\":\"one\"}],[{\"summary_text\":\"two\"}]]"
            })
    void severalInputsGetTheirTextsInOrder(String answer) {
        assertThat(Tasks.named("summarization").read(ok(answer), texts("a", "b")))
                .containsExactly(Map.of("text", "one"), Map.of("text", "two"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"summary_text\":\"one\"}",
                "[{\"summary_text\":\"one\"}]",
                "[[{\"summary_text\":\"one\"},{\"summary_text\":\"two\"}]]",
                "[{\"summary_text\":\"one\"},{\"summary_text\":\"two\"},{\"summary_text\":\"three\"}]"
            })
    void anotherCountIsMalformed(String answer) {
        assertThat(failureOf(() -> Tasks.named("summarization").read(ok(answer), texts("a", "b")))
                        .kind())
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "[[]]",
                "\"text\"",
                "{}",
                "{\"error\":\"x\"}",
                "{\"generated_text\":\"of another task\"}",
                "[{\"summary_text\":null}]",
                "[{\"summary_text\":[\"a\"]}]",
                "[[[{\"summary_text\":\"a\"}]]]"
            })
    void anythingElseIsMalformed(String answer) {
        assertThat(failureOf(() -> Tasks.named("summarization").read(ok(answer), texts("a")))
                        .kind())
                .isEqualTo(MALFORMED);
    }
}
