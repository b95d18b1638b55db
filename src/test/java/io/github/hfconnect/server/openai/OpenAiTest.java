package io.github.hfconnect.server.openai;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.MISCONFIGURED;
import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiTest {

    private static ServerApi api(CallSpec spec) {
        return ServerKinds.named("openai").api(spec);
    }

    private static CallSpec router(String task, @Nullable String model, @Nullable String provider) {
        return new CallSpec(Tasks.named(task), model, provider, Map.of(), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "tgi"})
    void aChatBeginsWithTheSystemPrompt(String kind) throws IOException {
        CallSpec spec = new CallSpec(
                Tasks.named("chat-completion"), "llama3:8b", null, Map.of("max_tokens", 9), "Be brief", false);
        ServerApi api = ServerKinds.named(kind).api(spec);
        ApiRequest request = api.encode(texts("hi"));

        assertThat(api.takesLists()).isFalse();
        assertThat(request.path()).isEqualTo("v1/chat/completions");
        assertThat(body(request))
                .isEqualTo(json("{\"model\":\"llama3:8b\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief\"},"
                        + "{\"role\":\"user\",\"content\":\"hi\"}],\"max_tokens\":9}"));
    }

    @Test
    void aModelThatIsNotConfiguredIsLeftOut() throws IOException {
        assertThat(body(api(ownEndpoint("chat-completion")).encode(texts("hi"))))
                .isEqualTo(json("{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "org/m, , org/m",
        "org/m, auto, org/m",
        "org/m:fastest, auto, org/m:fastest",
        "org/m, together, org/m:together"
    })
    void theRouterReadsTheModelFirst(String model, @Nullable String provider, String sent) {
        ServerApi api = ServerKinds.configured(ServerKinds.AUTO, router("chat-completion", model, provider))
                .orElseThrow();
        byte[] body = api.encode(texts("hi")).body();

        assertThat(body).asString(StandardCharsets.UTF_8).startsWith("{\"model\":\"" + sent + "\",\"messages\":");
    }

    @Test
    void theRouterNeedsAModelAndOneProvider() {
        assertThatThrownBy(() -> api(router("chat-completion", null, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`model`");
        assertThatThrownBy(() -> api(router("chat-completion", "org/m:groq", "together")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`provider`");
    }

    @ParameterizedTest
    @CsvSource({
        "org/m, fal-ai, `provider=fal-ai`",
        "org/m, replicate, `provider=replicate`",
        "org/m, wavespeed, `provider=wavespeed`",
        "org/m, openai, `provider=openai`",
        "org/m, togther, takes together",
        "org/m:togther, , `model=org/m:togther`",
        "org/m:fast, auto, fastest"
    })
    void whoHasNoChatsIsRefusedWithThoseWhoDo(String model, @Nullable String provider, String hint) {
        assertThatThrownBy(() -> api(router("chat-completion", model, provider)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(hint)
                .hasMessageContaining("cerebras");
    }

    @Test
    void everyProviderOfChatsAndEveryPolicyCanBeNamed() {
        for (String policy : List.of("fastest", "cheapest", "preferred")) {
            assertThat(api(router("chat-completion", "org/m:" + policy, null))).isNotNull();
        }
        for (String provider : ChatProviders.names()) {
            assertThat(api(router("chat-completion", "org/m:" + provider, "auto")))
                    .isNotNull();
            assertThat(api(router("chat-completion", "org/m", provider))).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text-generation", "feature-extraction"})
    void theRouterTakesOnlyChatsThatWay(String task) {
        assertThatThrownBy(() -> api(router(task, "org/m", null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`endpoint.urls`");
    }

    @Test
    void aPromptIsCompletedOneACall() throws IOException {
        ServerApi api = api(ownEndpoint("text-generation", Map.of("max_tokens", 9)));
        ApiRequest request = api.encode(texts("Once"));

        assertThat(api.takesLists()).isFalse();
        assertThat(request.path()).isEqualTo("v1/completions");
        assertThat(body(request)).isEqualTo(json("{\"prompt\":\"Once\",\"max_tokens\":9}"));
        assertThat(api.decode(ok("{\"choices\":[{\"text\":\" upon\",\"index\":0}]}"), texts("Once")))
                .containsExactly(Map.of("text", " upon"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"choices\":[]}",
                "{\"choices\":[{\"message\":{\"content\":\"of a chat\"}}]}",
                "{\"error\":{\"message\":\"m\"}}"
            })
    void aCompletionWithoutATextIsMalformed(String answer) {
        ServerApi api = api(ownEndpoint("text-generation"));

        assertThat(failureOf(() -> api.decode(ok(answer), texts("a"))).kind()).isEqualTo(MALFORMED);
    }

    @Test
    void textsToEmbedAreOneList() throws IOException {
        ServerApi api = api(ownEndpoint("feature-extraction", Map.of("dimensions", 64)));
        ApiRequest request = api.encode(texts("a", "b"));

        assertThat(api.takesLists()).isTrue();
        assertThat(request.path()).isEqualTo("v1/embeddings");
        assertThat(body(request))
                .isEqualTo(json("{\"input\":[\"a\",\"b\"],\"encoding_format\":\"base64\",\"dimensions\":64}"));
    }

    @Test
    void aSingleTextToEmbedIsNoListBecauseSomeServersTakeNone() throws IOException {
        assertThat(body(api(ownEndpoint("feature-extraction")).encode(texts("a"))))
                .isEqualTo(json("{\"input\":\"a\",\"encoding_format\":\"base64\"}"));
    }

    @Test
    void aConfiguredFormatOfVectorsIsKept() throws IOException {
        ServerApi api = api(ownEndpoint("feature-extraction", Map.of("encoding_format", "float")));
        Input own = new Input(Map.of(Input.MAIN, "a"), Map.of("encoding_format", "float"));

        assertThat(body(api.encode(texts("a")))).isEqualTo(json("{\"input\":\"a\",\"encoding_format\":\"float\"}"));
        assertThat(api.plainer()).isEmpty();
        assertThat(body(api(ownEndpoint("feature-extraction")).encode(List.of(own))))
                .isEqualTo(json("{\"input\":\"a\",\"encoding_format\":\"float\"}"));
    }

    /** Base64 of halves, or of another order of bytes, would be read as wrong numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"embed_dtype", "endianness", "output_dtype"})
    void vectorsOfOtherBytesAreAskedForAsNumbers(String parameter) throws IOException {
        ServerApi api = api(ownEndpoint("feature-extraction", Map.of(parameter, "x")));
        Input own = new Input(Map.of(Input.MAIN, "a"), Map.of(parameter, "x"));

        assertThat(body(api.encode(texts("a")))).isEqualTo(json("{\"input\":\"a\",\"" + parameter + "\":\"x\"}"));
        assertThat(body(api(ownEndpoint("feature-extraction")).encode(List.of(own))))
                .isEqualTo(json("{\"input\":\"a\",\"" + parameter + "\":\"x\"}"));
    }

    @Test
    void embeddingsAreOrderedByTheirIndex() {
        String answer = "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"embedding\":[3,4],\"index\":1},"
                + "{\"index\":0,\"embedding\":[1,2]}],\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5}}";

        assertThat(api(ownEndpoint("feature-extraction")).decode(ok(answer), texts("a", "b")))
                .containsExactly(new float[] {1, 2}, new float[] {3, 4});
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2]", "\"AACAPwAAAEA=\""})
    void anEmbeddingIsAListOrLittleEndianBase64(String embedding) {
        String answer = "{\"data\":[{\"embedding\":" + embedding + "}]}";

        assertThat(api(ownEndpoint("feature-extraction")).decode(ok(answer), texts("a")))
                .containsExactly(new float[] {1, 2});
    }

    /** Perplexity has no other vectors than such (docs.perplexity.ai/docs/embeddings/best-practices). */
    @Test
    void anEmbeddingMayBeBase64OfSignedBytesWhereThatIsAskedFor() {
        String answer = "{\"data\":[{\"index\":0,\"embedding\":\"AQL/gA==\"}]}";
        Input own = new Input(Map.of(Input.MAIN, "a"), Map.of("encoding_format", "base64_int8"));
        float[] vector = {1, 2, -1, -128};

        assertThat(api(ownEndpoint("feature-extraction", Map.of("encoding_format", "base64_int8")))
                        .decode(ok(answer), texts("a")))
                .containsExactly(vector);
        assertThat(api(ownEndpoint("feature-extraction")).decode(ok(answer), List.of(own)))
                .containsExactly(vector);
    }

    @Test
    void signedBytesThatAreNoneAreMalformed() {
        ServerApi api = api(ownEndpoint("feature-extraction", Map.of("encoding_format", "base64_int8")));

        for (String text : List.of("", "AQ*=")) {
            String answer = "{\"data\":[{\"index\":0,\"embedding\":\"" + text + "\"}]}";
            assertThat(failureOf(() -> api.decode(ok(answer), texts("a"))).kind())
                    .isEqualTo(MALFORMED);
        }
    }

    /** Its numbers would be others, and nobody would see it. */
    @ParameterizedTest
    @ValueSource(strings = {"base64_binary", "base64_uint8", "float"})
    void aTextInAnotherFormIsRefusedWithTheRemedy(String format) {
        ServerApi api = api(ownEndpoint("feature-extraction", Map.of("encoding_format", format)));

        assertNotReadable(api);
        assertThat(api.decode(ok("{\"data\":[{\"index\":0,\"embedding\":[1,2]}]}"), texts("a")))
                .as("numbers are, whatever was asked for")
                .containsExactly(new float[] {1, 2});
    }

    @Test
    void aTextThatNobodyAskedForIsRefusedWithTheRemedy() {
        assertNotReadable(api(ownEndpoint("feature-extraction")).plainer().orElseThrow());
        assertNotReadable(api(ownEndpoint("feature-extraction", Map.of("output_dtype", "int8"))));
    }

    private static void assertNotReadable(ServerApi api) {
        Failure failure = failureOf(
                () -> api.decode(ok("{\"data\":[{\"index\":0,\"embedding\":\"AACAPwAAAEA=\"}]}"), texts("a")));

        assertThat(failure.kind()).isEqualTo(MISCONFIGURED);
        assertThat(failure.message()).contains("`parameters.encoding_format`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"error\":{\"message\":\"m\"}}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]}]}",
                "{\"data\":[{\"embedding\":[1]},{\"embedding\":[2]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[2]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":2,\"embedding\":[2]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[2,3]}]}",
                "{\"data\":[{\"index\":0,\"embedding\":\"AAA=\"},{\"index\":1,\"embedding\":\"AAA=\"}]}",
                "{\"data\":[{\"index\":0,\"embedding\":\"!\"},{\"index\":1,\"embedding\":\"!\"}]}",
                "{\"data\":[{\"index\":0,\"embedding\":\"AADAfw==\"},{\"index\":1,\"embedding\":\"AADAfw==\"}]}",
                "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[2]}]"
            })
    void whichVectorBelongsToWhichInputIsNeverGuessed(String answer) {
        ServerApi api = api(ownEndpoint("feature-extraction"));

        assertThat(failureOf(() -> api.decode(ok(answer), texts("a", "b"))).kind())
                .isEqualTo(MALFORMED);
    }

    @Test
    void whatTheTaskCanReadIsReadWhoeverAnswersIt() {
        assertThat(api(ownEndpoint("text-generation")).decode(ok("[{\"generated_text\":\"a\"}]"), texts("a")))
                .containsExactly(Map.of("text", "a"));
        assertThat(api(ownEndpoint("feature-extraction")).decode(ok("[[1],[2]]"), texts("a", "b")))
                .containsExactly(new float[] {1}, new float[] {2});
    }

    @Test
    void vectorsOfTokensAreRefusedWithTheRemedy() {
        String answer = "{\"data\":[{\"index\":0,\"embedding\":[[1]]},{\"index\":1,\"embedding\":[[2]]}]}";
        Failure failure = failureOf(() -> api(ownEndpoint("feature-extraction")).decode(ok(answer), texts("a", "b")));

        assertThat(failure.kind()).isEqualTo(MISCONFIGURED);
        assertThat(failure.message()).contains("output.pooling=mean");
    }
}
