package io.github.hfconnect.server.huggingface;

import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.router;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Slot;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceTest {

    private static ServerApi api(CallSpec spec) {
        return ServerKinds.named("huggingface").api(spec);
    }

    @Test
    void aTextToClassifyIsPostedToTheModelsAddress() throws IOException {
        ApiRequest request = api(router("text-classification", "org/model")).encode(texts("so \"nice\""));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("hf-inference/models/org/model");
        assertThat(request.contentType()).isEqualTo("application/json");
        assertThat(body(request)).isEqualTo(json("{\"inputs\":\"so \\\"nice\\\"\",\"parameters\":{\"top_k\":5}}"));
    }

    @Test
    void severalTextsToClassifyAreOneList() throws IOException {
        ServerApi api = api(ownEndpoint("text-classification", Map.of("top_k", 2, "function_to_apply", "none")));

        assertThat(api.takesLists()).isTrue();
        assertThat(body(api.encode(texts("a", "b"))))
                .isEqualTo(
                        json("{\"inputs\":[\"a\",\"b\"],\"parameters\":{\"top_k\":2,\"function_to_apply\":\"none\"}}"));
    }

    @Test
    void theRecordsOwnParametersWin() throws IOException {
        ServerApi api = api(ownEndpoint("text-classification", Map.of("top_k", 2, "function_to_apply", "none")));
        Input input = new Input(Map.of(Input.MAIN, "a"), Map.of("top_k", 9));

        assertThat(body(api.encode(List.of(input))))
                .isEqualTo(json("{\"inputs\":\"a\",\"parameters\":{\"top_k\":9,\"function_to_apply\":\"none\"}}"));
    }

    @Test
    void inputsWithDifferentParametersCannotShareACall() {
        ServerApi api = api(ownEndpoint("text-classification"));
        Input other = new Input(Map.of(Input.MAIN, "a"), Map.of("top_k", 9));

        assertThatThrownBy(() -> api.encode(List.of(Input.of("a"), other)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textsToEmbedAreAlwaysAListWithTheOptionsAtTheRoot() throws IOException {
        CallSpec spec = new CallSpec(
                Tasks.named("feature-extraction"), "gpt2", "hf-inference", Map.of("normalize", true), true);
        ApiRequest request = api(spec).encode(texts("a"));

        assertThat(request.path()).isEqualTo("hf-inference/models/gpt2/pipeline/feature-extraction");
        assertThat(body(request)).isEqualTo(json("{\"inputs\":[\"a\"],\"normalize\":true,\"truncate\":true}"));
    }

    @Test
    void aParameterCannotReplaceTheInput() throws IOException {
        ServerApi api = api(ownEndpoint("feature-extraction", Map.of("inputs", "other")));

        assertThat(body(api.encode(texts("a")))).isEqualTo(json("{\"inputs\":[\"a\"],\"truncate\":true}"));
    }

    private static List<String> tasksOfOneText() {
        return Tasks.names().stream()
                .filter(task -> Tasks.named(task).slots().equals(List.of(Slot.TEXT)))
                .filter(task -> ServerKinds.named("huggingface").serves(Tasks.named(task)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "zero-shot-classification|true|",
                "token-classification|true|,\"parameters\":{\"aggregation_strategy\":\"simple\"}",
                "fill-mask|true|",
                "summarization|true|",
                "translation|true|",
                "text-generation|false|,\"parameters\":{\"return_full_text\":false}"
            })
    void aTaskOfOneTextSendsItWithItsOwnDefaults(String task, boolean takesLists, @Nullable String parameters)
            throws IOException {
        ServerApi api = api(router(task, "org/model"));
        ApiRequest request = api.encode(texts("a"));

        assertThat(api.takesLists()).isEqualTo(takesLists);
        assertThat(request.path()).isEqualTo("hf-inference/models/org/model");
        assertThat(body(request))
                .isEqualTo(json("{\"inputs\":\"a\"" + Objects.requireNonNullElse(parameters, "") + "}"));
    }

    @Test
    void aDefaultGivesWayToWhatIsConfigured() throws IOException {
        ServerApi api = api(ownEndpoint("token-classification", Map.of("aggregation_strategy", "none")));

        assertThat(body(api.encode(texts("a", "b"))))
                .isEqualTo(json("{\"inputs\":[\"a\",\"b\"],\"parameters\":{\"aggregation_strategy\":\"none\"}}"));
    }

    @ParameterizedTest
    @MethodSource("tasksOfOneText")
    void anOwnEndpointIsCalledAsItIs(String task) {
        CallSpec spec = new CallSpec(Tasks.named(task), "whatever it is called", null, Map.of(), false);

        assertThat(api(spec).encode(texts("a")).path()).isEmpty();
    }

    @Test
    void numbersAndBooleansAreTexts() throws IOException {
        List<Input> inputs = List.of(Input.of(1.5), Input.of(true), Input.of("\ud83d\ude00"));

        assertThat(body(api(ownEndpoint("feature-extraction")).encode(inputs)))
                .isEqualTo(json("{\"inputs\":[\"1.5\",\"true\",\"\ud83d\ude00\"],\"truncate\":true}"));
    }

    static Stream<Input> unsendable() {
        return Stream.of(
                Input.of(ByteBuffer.wrap(new byte[3])),
                Input.of(List.of("a")),
                Input.of(Map.of("a", "b")),
                new Input(Map.of("image", "x"), Map.of()),
                Input.of("half a pair \ud83d"),
                Input.of("half a pair \ud83d in a text"),
                Input.of("\udc00 the other half"),
                Input.of("x".repeat(5000) + "\ud83d" + "x".repeat(5000)));
    }

    @ParameterizedTest
    @MethodSource("unsendable")
    void whatIsNoTextIsRejected(Input input) {
        for (String task : tasksOfOneText()) {
            assertThat(failureOf(() -> api(ownEndpoint(task)).encode(List.of(input)))
                            .kind())
                    .isEqualTo(REJECTED);
        }
    }

    @Test
    void answersAreReadByTheTask() {
        ServerApi api = api(ownEndpoint("feature-extraction"));

        assertThat(api.decode(ok("[[1,2],[3,4]]"), texts("a", "b")))
                .containsExactly(new float[] {1, 2}, new float[] {3, 4});
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "org/model", "Org-1/model_v1.5-x", "0x/1"})
    void modelIdsGoIntoThePathAsTheyAre(String model) {
        assertThat(api(router("text-classification", model)).encode(texts("a")).path())
                .isEqualTo("hf-inference/models/" + model);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "org/",
                "/model",
                "a/b/c",
                "../models",
                "org/..",
                "a..b",
                ".a",
                "-a",
                "a b",
                "a?b",
                "a#b",
                "a%2fb",
                "a:b",
                "https://host",
                "org/m\u00f6del",
                "org/model\n"
            })
    void whatIsNoModelIdIsRefused(String model) {
        assertThatThrownBy(() -> api(router("text-classification", model)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`model`");
    }

    @Test
    void theRouterNeedsAModelAndAProviderThatServesTheTask() {
        Task task = Tasks.named("text-classification");

        assertThatThrownBy(() -> api(new CallSpec(task, null, null, Map.of(), true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`model`")
                .hasMessageContaining("`endpoint.urls`");
        assertThatThrownBy(() -> api(new CallSpec(task, "org/model", "together", Map.of(), true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`provider=together`");
    }
}
