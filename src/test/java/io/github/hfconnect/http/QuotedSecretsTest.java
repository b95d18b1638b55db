package io.github.hfconnect.http;

import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.settingsWithToken;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.schema.AnswerSchema;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.Fixtures;
import io.github.hfconnect.task.catalog.Tasks;
import io.github.hfconnect.task.chat.StructuredChat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server may quote the token wherever it can say something and in any spelling: nothing of it is passed on. */
class QuotedSecretsTest {

    private static final String TOKEN = "hf_oNe/tWo=\"tHrEe\\fOuR+fIvE";

    private static final String[] PARTS = {"oNe", "tWo", "tHr", "fOu", "fIv", "u006f", "u004e"};

    private static final CallSpec CHAT = ownEndpoint("chat-completion");

    private static final CallSpec STRUCTURED = new CallSpec(
            new StructuredChat(
                    AnswerSchema.parse("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}")),
            null,
            null,
            Map.of(),
            false);

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private EndpointClient client(String api, CallSpec spec) {
        return EndpointClient.open(Endpoint.parse(server.url("/").toString()), api, spec, settingsWithToken(TOKEN));
    }

    /** Whatever is told of a failed call, the stack trace and the server's id of the call included. */
    private String told(String api, CallSpec spec, MockResponse.Builder answer) {
        server.enqueue(answer.build());
        try (EndpointClient client = client(api, spec)) {
            InferenceException e = catchThrowableOfType(InferenceException.class, () -> client.infer(texts("a")));
            return Throwables.getStackTrace(e) + e.failure();
        }
    }

    private static String json(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    private static String inside(String json) {
        return json.substring(1, json.length() - 1);
    }

    /** As parts of a JSON text, such that the token stands around the place where messages are cut. */
    static Stream<String> quoted() {
        String escaped = inside(json(TOKEN));
        String numbers = TOKEN.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
        List<String> spellings = List.of(
                escaped,
                escaped.replace("/", "\\/"),
                escaped.replace("=", "\\u003d").replace("+", "\\u002B"),
                numbers,
                inside(json(escaped)),
                inside(json(numbers)),
                inside(json(inside(json(escaped.replace("/", "\\/"))))));
        return spellings.stream()
                .flatMap(spelling -> IntStream.of(0, 60, 150, 170, 190, 195)
                        .mapToObj(chars -> "x".repeat(chars) + " " + spelling + " end"));
    }

    @ParameterizedTest
    @MethodSource("quoted")
    void inAnError(String quoted) {
        for (String body : List.of(
                "{\"error\":\"" + quoted + "\"}",
                "{\"error\":{\"message\":\"m\",\"code\":\"" + quoted + "\",\"type\":\"" + quoted + "\"}}",
                "{\"error\":{\"message\":\"m\",\"param\":\"" + quoted + "\"}}",
                "{\"error\":{\"message\":\"m\",\"code\":\"unknown_parameter\",\"param\":\"" + quoted + "\"}}",
                "{\"detail\":[{\"loc\":[\"" + quoted + "\"],\"msg\":\"" + quoted + "\"}]}",
                quoted)) {
            assertThat(told("openai", CHAT, new MockResponse.Builder().code(400).body(body)))
                    .doesNotContain(PARTS);
        }
    }

    /** A secret may be a part of the phrase by which a server says whose fault it is, such as a tenant's name in a header. */
    @Test
    void aPhraseIsJudgedAsTheServerSaysItAndShownWithoutTheSecretInIt() {
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .body("{\"error\":{\"message\":\"tenant-7f3a error: The model gpt-x does not exist\"}}")
                .build());
        HttpSettings settings = Fixtures.settings(Map.of("X-Tenant", "tenant-7f3a"));

        try (EndpointClient client =
                EndpointClient.open(Endpoint.parse(server.url("/").toString()), "openai", CHAT, settings)) {
            Failure failure = failureOf(() -> client.infer(texts("a")));

            assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
            assertThat(failure.message())
                    .startsWith("[hidden] error: The model gpt-x does not exist. Set another `model`")
                    .doesNotContain("7f3a");
            assertThat(failure.presumedFrom()).doesNotContain("7f3a");
        }
    }

    @ParameterizedTest
    @MethodSource("quoted")
    void inAnAnswerThatIsNone(String quoted) {
        for (String body : List.of("{\"" + quoted + "\":1}", "{\"choices\":\"" + quoted + "\"}", quoted)) {
            assertThat(told("openai", CHAT, new MockResponse.Builder().body(body)))
                    .doesNotContain(PARTS);
        }
    }

    @ParameterizedTest
    @MethodSource("quoted")
    void inWhatAnAssistantSays(String quoted) {
        for (String message : List.of(
                "{\"content\":\"" + quoted + "\"}",
                "{\"content\":" + json("{\"a\":7,\"b\":\"" + quoted + "\"}") + "}",
                "{\"content\":null,\"refusal\":\"" + quoted + "\"}")) {
            String body = "{\"choices\":[{\"finish_reason\":\"" + quoted + "\",\"message\":" + message + "}]}";

            assertThat(told("openai", STRUCTURED, new MockResponse.Builder().body(body)))
                    .contains("REJECTED")
                    .doesNotContain(PARTS);
        }
    }

    @ParameterizedTest
    @MethodSource("quoted")
    void inATaskThatHasFailed(String quoted) {
        String body = "{\"id\":\"t\",\"status\":\"failed\",\"error\":{\"code\":\"" + quoted + "\",\"message\":\""
                + quoted + "\"}}";

        assertThat(told("evolink", ownEndpoint("text-to-image"), new MockResponse.Builder().body(body)))
                .contains("The task failed")
                .doesNotContain(PARTS);
    }

    @ParameterizedTest
    @MethodSource("quoted")
    void inWhatTheHubKnows(String quoted) {
        server.enqueue(new MockResponse.Builder()
                .body("{\"inferenceProviderMapping\":{\"" + quoted + "\":{\"providerId\":\"x\",\"task\":\"" + quoted
                        + "\"}}}")
                .build());
        CallSpec spec = new CallSpec(Tasks.named("feature-extraction"), "org/m", "together", Map.of(), true);
        try (ModelDirectory hub =
                new ModelDirectory(Endpoint.parse(server.url("/").toString()), settingsWithToken(TOKEN))) {
            InferenceException e = catchThrowableOfType(InferenceException.class, () -> hub.find(spec));
            assertThat(Throwables.getStackTrace(e))
                    .contains("Set another `model`")
                    .doesNotContain(PARTS);
        }
    }

    @Test
    void inAHeader() throws InterruptedException {
        for (int status : new int[] {200, 302, 400}) {
            assertThat(told("openai", CHAT, quotedInHeaders().code(status))).doesNotContain(PARTS);
        }
        server.enqueue(quotedInHeaders()
                .body("{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}")
                .build());
        try (EndpointClient client = client("openai", CHAT)) {
            Origin origin = client.infer(texts("a")).get(0).origin();
            assertThat(origin.toString()).contains("[hidden]").doesNotContain(PARTS);
        }
    }

    private static MockResponse.Builder quotedInHeaders() {
        return new MockResponse.Builder()
                .addHeader("x-request-id", "Bearer " + TOKEN)
                .addHeader("x-inference-provider", TOKEN)
                .addHeader("x-error-message", "x".repeat(190) + TOKEN)
                .addHeader("Location", "https://" + TOKEN);
    }

    @Test
    void inWhatIsNotHttp() {
        for (int chars : new int[] {0, 160, 175}) {
            assertThat(told("openai", CHAT, new MockResponse.Builder().status("x".repeat(chars) + TOKEN)))
                    .contains("Unexpected status line")
                    .doesNotContain(PARTS);
        }
    }
}
