package io.github.hfconnect.http;

import static io.github.hfconnect.server.Fixtures.answer;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.server.ApiResponse;
import io.github.hfconnect.server.Headers;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    /** Of an answer that was read, whatever it is. */
    private static Usage usage(ApiResponse response) {
        try {
            response.answer().tree();
        } catch (IOException e) {
            // It is for the task to say so.
        }
        return Usage.of(response.headers(), response.answer().usage());
    }

    @Test
    void anOpenAiStyleBodySaysWhatWasUsed() {
        String body = "{\"data\":[{\"usage\":7}],\"usage\":{\"prompt_tokens\":5,\"prompt_tokens_details\":{\"x\":1},"
                + "\"completion_tokens\":2,\"total_tokens\":7},\"model\":\"m\"}";

        assertThat(usage(answer(200, body))).isEqualTo(new Usage(5L, 2L));
    }

    @Test
    void embeddingsGenerateNothing() {
        assertThat(usage(answer(200, "{\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5}}")))
                .isEqualTo(new Usage(5L, null));
    }

    @Test
    void vectorsThatStreamBySayItToo() {
        Answer answer = ok(
                "{\"data\":[{\"embedding\":[1]}],\"usage\":{\"d\":{\"x\":1},\"prompt_tokens\":5,\"big\":99999999999999999999}}");

        Tasks.named("feature-extraction").read(answer, texts("a"));

        assertThat(Usage.of(Headers.EMPTY, answer.usage())).isEqualTo(new Usage(5L, null));
    }

    @Test
    void otherwiseHeadersSayIt() {
        assertThat(usage(answer(200, "[[1]]", "x-compute-tokens", "9"))).isEqualTo(new Usage(9L, null));
        assertThat(usage(answer(200, "{}", "x-prompt-tokens", "4", "x-generated-tokens", "3")))
                .isEqualTo(new Usage(4L, 3L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"usage\":null}",
                "{\"usage\":7}",
                "{\"usage\":{\"prompt_tokens\":\"5\"}}",
                "{\"usage\":{\"prompt_tokens\":-5}}",
                "{\"usage\":{\"prompt_tokens\":99999999999999999999}}",
                "{\"usage\":{\"prompt_tokens\":5"
            })
    void whatIsNotSaidIsUnknown(String body) {
        assertThat(usage(answer(200, body))).isEqualTo(new Usage(null, null));
    }
}
