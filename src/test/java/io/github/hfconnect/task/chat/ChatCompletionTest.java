package io.github.hfconnect.task.chat;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.catalog.Tasks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCompletionTest {

    private final Task task = Tasks.named("chat-completion");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the router, vLLM, Ollama
                "{\"id\":\"c-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":1,\"total_tokens\":6}}",
                // text-generation-inference, with an empty id; reasoning; no tool calls said by null and by []
                "{\"id\":\"\",\"choices\":[{\"message\":{\"content\":\"hi\",\"tool_calls\":null},"
                        + "\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"message\":{\"content\":\"hi\",\"reasoning_content\":\"hm\",\"tool_calls\":[]},"
                        + "\"finish_reason\":\"stop\"}],\"error\":null}",
                // of several choices the first
                "{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"},{}]}"
            })
    void aMessageIsAnswered(String answer) {
        assertThat(task.read(ok(answer), texts("a")))
                .containsExactly(Map.of("text", "hi", "finish_reason", "stop", "tool_calls", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"{\\\"city\\\":\\\"Rome\\\"}\"", "{\"city\":\"Rome\"}"})
    void toolsMayBeCalledInsteadOfATextBeingSaid(String arguments) {
        String answer = "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[{\"id\":\"call_1\","
                + "\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":" + arguments + "}}]},"
                + "\"finish_reason\":\"tool_calls\"}]}";

        Map<String, Object> call = Map.of("id", "call_1", "name", "weather", "arguments", "{\"city\":\"Rome\"}");
        assertThat(task.read(ok(answer), texts("a")))
                .containsExactly(Map.of("finish_reason", "tool_calls", "tool_calls", List.of(call)));
    }

    /** cptr 0.9.10 streams unless {@code stream} is false (open-webui/computer#193). */
    @Test
    void aStreamThatNobodyAskedForIsToldWithTheRemedy() {
        String stream = """
                data: {"object":"chat.completion.chunk","choices":[{"delta":{"content":"Hi"}}]}

                data: [DONE]

                """;

        assertThat(failureOf(() -> task.read(ok(stream), texts("a"))).message())
                .contains("The server streams unless it is told otherwise", "`parameters.stream`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "eos_token"}) // The latter is an old text-generation-inference's word for stop.
    void whyAnAnswerEndsIsToldInTheServersWord(String reason) {
        String answer = "{\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"" + reason + "\"}]}";

        assertThat(task.read(ok(answer), texts("a")))
                .containsExactly(Map.of("text", "", "finish_reason", reason, "tool_calls", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":[{}]}",
                "{\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":400}}",
                "{\"error\":\"m\",\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}",
                "{\"object\":\"error\",\"message\":\"m\",\"type\":\"BadRequestError\",\"code\":400}",
                "{\"choices\":[{\"message\":{\"content\":7},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"text\":\"hi\",\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":\"1\"}]},\"finish_reason\":\"tool_calls\"}]}",
                "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}"
            })
    void anythingElseIsMalformed(String answer) {
        assertThat(failureOf(() -> task.read(ok(answer), texts("a"))).kind()).isEqualTo(MALFORMED);
    }
}
