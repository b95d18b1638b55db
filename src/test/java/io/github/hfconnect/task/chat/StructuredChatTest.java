package io.github.hfconnect.task.chat;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.schema.AnswerSchema;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.Task;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredChatTest {

    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},"
            + "\"required\":[\"city\"],\"additionalProperties\":false}";

    private final Task task = new StructuredChat(AnswerSchema.parse(SCHEMA));

    private static Answer saying(String content, String finishReason) {
        return ok("{\"choices\":[{\"message\":{\"content\":" + JsonNodeFactory.instance.textNode(content)
                + "},\"finish_reason\":\"" + finishReason + "\"}]}");
    }

    private Failure failure(Answer answer) {
        return failureOf(() -> task.read(answer, texts("a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"city\":\"Rome\"}",
                " \n{ \"city\" : \"Rome\" }\n",
                "```json\n{\"city\":\"Rome\"}\n```",
                "```\n{\"city\":\"Rome\"}\n```\n",
                "```json{\"city\":\"Rome\"}```",
                "```JSON {\"city\":\"Rome\"} ```",
                "<think>Is it {\"city\":\"Oslo\"}? No.</think>\n\n{\"city\":\"Rome\"}",
                // the opening tag stood in the prompt
                "Is it Oslo? No.\n</think>\n```json\n{\"city\":\"Rome\"}\n```"
            })
    void anAnswerIsJsonAloneInAFenceOrBehindReasoning(String content) {
        assertThat(task.read(saying(content, "stop"), texts("a"))).containsExactly(Map.of("city", "Rome"));
    }

    @Test
    void tagsAndFencesInsideTheAnswerAreItsOwn() {
        String content = "{\"city\":\"```json</think>\"}";

        assertThat(task.read(saying(content, "stop"), texts("a"))).containsExactly(Map.of("city", "```json</think>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Rome",
                "Sure! {\"city\":\"Rome\"}",
                "{\"city\":\"Rome\"} I hope this helps",
                "{\"city\":\"Rome\"}{\"city\":\"Oslo\"}",
                "```json\n{\"city\":\"Rome\"}\n``` or ```json\n{\"city\":\"Oslo\"}\n```",
                "```json\n{\"city\":\"Rome\"}",
                "```python\n{\"city\":\"Rome\"}\n```",
                "```json```",
                "```",
                "{\"city\":\"Ro",
                "{'city':'Rome'}",
                "{\"city\":null}",
                "{\"town\":\"Rome\"}",
                "[{\"city\":\"Rome\"}]",
                "null"
            })
    void anyOtherAnswerIsTheRecordsOwnFailureAndMayBeAskedForAgain(String content) {
        Failure failure = failure(saying(content, "stop"));

        assertThat(failure.kind()).isEqualTo(REJECTED);
        assertThat(failure.unusableAnswer()).isTrue();
        assertThat(failure.message())
                .contains("`response.schema`")
                .contains(content.lines().findFirst().orElse(""));
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatAModelRepeatsWithoutEndIsReadInNoTime() {
        for (String filler : List.of(" ", "\n", "`", "```", "```json ", "</think>", "[", "{\"city\":")) {
            String content = "```json" + filler.repeat(100_000) + "x";

            assertThat(failure(saying(content, "stop")).kind()).isEqualTo(REJECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\":\"#\"}",
                "{\"anyOf\":[{\"allOf\":[{\"oneOf\":[{\"$ref\":\"#\"}]}]},{\"type\":\"null\"}]}",
            })
    void howDeepASchemaWithinItselfGoesIsNoDanger(String child) {
        Task tree =
                new StructuredChat(AnswerSchema.parse("{\"type\":\"object\",\"properties\":{\"c\":" + child + "}}"));
        for (int depth : new int[] {150, 800, 999, 100_000}) {
            assertThat(failureOf(() -> tree.read(nested(depth), texts("a"))).kind())
                    .isEqualTo(REJECTED);
        }
        assertThat(tree.read(nested(Json.MOST_LEVELS - 1), texts("a"))).hasSize(1);
    }

    private static Answer nested(int depth) {
        return saying("{\"c\":".repeat(depth) + "{}" + "}".repeat(depth), "stop");
    }

    @Test
    void anAnswerThatWasCutOffSaysSoAndIsNotAskedForAgain() {
        Failure failure = failure(saying("{\"city\":\"Ro", "length"));

        assertThat(failure.kind()).isEqualTo(REJECTED);
        assertThat(failure.unusableAnswer()).isFalse();
        assertThat(failure.message()).contains("cut off", "`parameters.max_tokens`", "{\"city\":\"Ro");
    }

    @Test
    void anAnswerThatIsCompleteWithItsLastTokenIsTaken() {
        assertThat(task.read(saying("{\"city\":\"Rome\"}", "length"), texts("a")))
                .containsExactly(Map.of("city", "Rome"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"content\":null,\"refusal\":\"I will not\"}|I will not",
                "{\"content\":null,\"tool_calls\":[{}]}|content_filter",
                "{}|content_filter"
            })
    void anAssistantThatSaysNothingIsTheRecordsOwnFailure(String message, String reason) {
        Failure failure =
                failure(ok("{\"choices\":[{\"message\":" + message + ",\"finish_reason\":\"content_filter\"}]}"));

        assertThat(failure.kind()).isEqualTo(REJECTED);
        assertThat(failure.message()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"error\":{\"message\":\"m\"}}",
                "{\"choices\":[]}",
                "{\"choices\":[{\"text\":\"{}\"}]}",
                "{\"choices\":[{\"message\":{\"content\":7}}]}"
            })
    void whatIsNoMessageIsMalformed(String answer) {
        assertThat(failure(ok(answer)).kind()).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "openai | {\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"strict\":true,\"schema\":S}}",
                "tgi    | {\"type\":\"json_object\",\"value\":S}",
                "together | {\"type\":\"json_schema\",\"schema\":S}"
            })
    void anOwnEndpointIsToldTheSchemaInItsWay(String kind, String format) throws IOException {
        CallSpec spec = new CallSpec(task, null, null, Map.of("max_tokens", 9), false);

        assertThat(body(ServerKinds.named(kind).api(spec).encode(texts("hi"))))
                .isEqualTo(json("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"response_format\":"
                        + format.replace("S", SCHEMA) + ",\"max_tokens\":9}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "org/m              |              | {\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"strict\":true,\"schema\":S}}",
                "org/m:cheapest     | auto         | {\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"strict\":true,\"schema\":S}}",
                "org/m:groq         |              | {\"type\":\"json_schema\",\"json_schema\":{\"name\":\"answer\",\"strict\":true,\"schema\":S}}",
                "org/m:together     |              | {\"type\":\"json_schema\",\"schema\":S}",
                "org/m              | together     | {\"type\":\"json_schema\",\"schema\":S}",
                "org/m:hf-inference |              | {\"type\":\"json_object\",\"value\":S}",
            })
    void theRouterIsToldTheSchemaInTheProvidersWay(String model, @Nullable String provider, String format)
            throws IOException {
        CallSpec spec = new CallSpec(task, model, provider, Map.of(), true);
        ServerApi api = ServerKinds.configured(ServerKinds.AUTO, spec).orElseThrow();

        assertThat(body(api.encode(texts("hi"))).path("response_format")).isEqualTo(json(format.replace("S", SCHEMA)));
    }
}
