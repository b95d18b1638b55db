package io.github.hfconnect.server;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.schema.AnswerSchema;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.catalog.Tasks;
import io.github.hfconnect.task.chat.StructuredChat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomApiTest {

    private static ServerApi api(Task task, String request, String response, boolean batch) {
        CustomFormat format = CustomFormat.of(request, response, batch);
        CallSpec spec = new CallSpec(task, null, null, Map.of(), null, false, format);
        return ServerKinds.configured(ServerKinds.CUSTOM, spec).orElseThrow();
    }

    private static ServerApi api(String task, String request, String response, boolean batch) {
        return api(Tasks.named(task), request, response, batch);
    }

    @Test
    void oneInputIsAskedWithValuesOfItsRecord() throws IOException {
        ServerApi api = api("summarization", "{\"doc\":{{inputs}},\"lang\":\"{{meta.lang}}\"}", "/out/0", false);
        Input input = new Input(Map.of(Input.MAIN, "long"), Map.of("meta.lang", "de"));
        ApiRequest request = api.encode(List.of(input));

        assertThat(api.takesLists()).isFalse();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEmpty();
        assertThat(request.contentType()).isEqualTo("application/json");
        assertThat(body(request)).isEqualTo(json("{\"doc\":\"long\",\"lang\":\"de\"}"));
        assertThat(api.decode(ok("{\"out\":[\"short\"]}"), List.of(input))).containsExactly(Map.of("text", "short"));
    }

    @Test
    void aBatchIsAListWithResultsInItsOrder() throws IOException {
        ServerApi api = api("feature-extraction", "{\"texts\":{{inputs}}}", "/vectors", true);

        assertThat(api.takesLists()).isTrue();
        assertThat(body(api.encode(texts("a", "b")))).isEqualTo(json("{\"texts\":[\"a\",\"b\"]}"));
        assertThat(body(api.encode(texts("a")))).isEqualTo(json("{\"texts\":[\"a\"]}"));
        assertThat(api.decode(ok("{\"vectors\":[[1,2],[3,4]]}"), texts("a", "b")))
                .containsExactly(new float[] {1, 2}, new float[] {3, 4});
    }

    @Test
    void wordsBesideAPictureDoNotTakeItsPlace() throws IOException {
        ServerApi api = api("image-text-to-text", "{\"q\":{{inputs}}}", "", false);
        Input input = new Input(Map.of(Input.MAIN, "What?", "image", List.of("https://h/a.png")), Map.of());

        assertThat(body(api.encode(List.of(input))))
                .isEqualTo(json("{\"q\":{\"inputs\":\"What?\",\"image\":[\"https://h/a.png\"]}}"));
    }

    @Test
    void severalInputsOfATaskGoByTheirNames() throws IOException {
        ServerApi api = api("question-answering", "{\"q\":{{inputs}}}", "", false);
        Input input = new Input(Map.of("question", "Where?", "context", "Here"), Map.of());

        assertThat(body(api.encode(List.of(input))))
                .isEqualTo(json("{\"q\":{\"question\":\"Where?\",\"context\":\"Here\"}}"));
    }

    @Test
    void binaryInputIsBase64() throws IOException {
        ServerApi api = api("image-classification", "{\"image\":{{inputs}}}", "", false);

        assertThat(body(api.encode(List.of(Input.of(ByteBuffer.wrap(new byte[] {1, 2, 3}))))))
                .isEqualTo(json("{\"image\":\"AQID\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text-generation|\"a\"|{text=a}",
                "text-generation|{\"generated_text\":\"a\"}|{text=a}",
                "image-to-text|\"a\"|{text=a}",
                "automatic-speech-recognition|{\"text\":\"a\"}|{text=a, chunks=[]}",
                "text-classification|[{\"label\":\"x\",\"score\":1}]|"
                        + "{label=x, score=1.0, labels=[{label=x, score=1.0}]}",
                "text-classification|{\"label\":\"x\",\"score\":1}|"
                        + "{label=x, score=1.0, labels=[{label=x, score=1.0}]}",
                "image-classification|{\"label\":\"x\",\"score\":1}|"
                        + "{label=x, score=1.0, labels=[{label=x, score=1.0}]}",
                "zero-shot-classification|{\"label\":\"x\",\"score\":1}|"
                        + "{label=x, score=1.0, labels=[{label=x, score=1.0}]}",
                "chat-completion|{\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}|"
                        + "{text=a, finish_reason=stop, tool_calls=[]}"
            })
    void theResultIsReadAsTheTaskReadsIt(String task, String result, String value) {
        List<Object> values = api(task, "[{{inputs}}]", "/r", false).decode(ok("{\"r\":" + result + "}"), texts("a"));

        assertThat(values.get(0)).hasToString(value);
    }

    @Test
    void aTextIsWhatAnAssistantOrARecordingSays() {
        assertThat(api("chat-completion", "[{{inputs}}]", "/r", false).decode(ok("{\"r\":\"a\"}"), texts("a")))
                .containsExactly(Map.of("text", "a", "finish_reason", "unknown", "tool_calls", List.of()));
        assertThat(api("automatic-speech-recognition", "[{{inputs}}]", "/r", false)
                        .decode(ok("{\"r\":\"a\"}"), texts("a")))
                .containsExactly(Map.of("text", "a", "chunks", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"city\":\"Rome\"}",
                "\"```json\\n{\\\"city\\\":\\\"Rome\\\"}\\n```\"",
                "{\"choices\":[{\"message\":{\"content\":\"{\\\"city\\\":\\\"Rome\\\"}\"},\"finish_reason\":\"stop\"}]}"
            })
    void aSchemaIsFollowedWhoeverAnswers(String result) {
        Task task = new StructuredChat(AnswerSchema.parse(
                "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}"));
        ServerApi api = api(task, "[{{inputs}}]", "/r", false);

        assertThat(api.decode(ok("{\"r\":" + result + "}"), texts("a"))).containsExactly(Map.of("city", "Rome"));
        assertThat(failureOf(() -> api.decode(ok("{\"r\":{}}"), texts("a"))).kind())
                .isEqualTo(REJECTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|nothing there",
                "<html>|not JSON",
                "{\"error\":\"busy\"}|nothing there",
                "{\"r\":null}|null",
                "{\"r\":[\"a\"]}|a list of 1 for 2 inputs",
                "{\"r\":[\"a\",\"b\",\"c\"]}|a list of 3 for 2 inputs",
                "{\"r\":[\"a\",7]}|summary_text"
            })
    void anyOtherAnswerIsMalformed(String answer, String found) {
        ServerApi api = api("summarization", "[{{inputs}}]", "/r", true);

        assertThat(failureOf(() -> api.decode(ok(answer), texts("a", "b"))))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(MALFORMED))
                .satisfies(failure -> assertThat(failure.message()).contains(found));
    }

    @Test
    void halfOfASurrogatePairIsTheRecordsOwnFault() {
        ServerApi api = api("summarization", "[{{inputs}},{{a}}]", "", false);
        Input input = new Input(Map.of(Input.MAIN, "a"), Map.of("a", "\ud83d"));

        assertThat(failureOf(() -> api.encode(List.of(input))).kind()).isEqualTo(REJECTED);
    }

    @Test
    void aDescriptionIsNeededAndCannotBeOfTheRouter() {
        assertThatThrownBy(() -> ServerKinds.configured(ServerKinds.CUSTOM, Fixtures.ownEndpoint("summarization")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`custom.request`");
        assertThatThrownBy(() -> ServerKinds.configured(ServerKinds.CUSTOM, Fixtures.router("summarization", "org/m")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`endpoint.urls`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"a\":\"{{inputs}}\"}", "{\"a\":{{b}}}"})
    void aBatchNeedsAPlaceForItsList(String request) {
        assertThatThrownBy(() -> CustomFormat.of(request, "", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`custom.batch=true`");
    }
}
