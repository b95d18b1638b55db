package io.github.hfconnect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.server.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;

/** A server splits at blanks and puts two tokens around each text. */
class ServerTokensTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private final List<JsonNode> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile int mostTexts = 32;
    private volatile String models = "{\"data\":[{\"id\":\"m\",\"owned_by\":\"llamacpp\"}]}";
    private volatile boolean hasRoute = true;

    @Test
    void textEmbeddingsInferenceIsAskedInCallsOfThirtyTwo() throws InterruptedException {
        serve();
        List<String> texts =
                IntStream.range(0, 70).mapToObj(i -> "w ".repeat(i)).toList();

        assertThat(count("tei", texts)).isEqualTo(IntStream.range(2, 72).boxed().toList());
        assertThat(asked)
                .hasSize(3)
                .allSatisfy(body ->
                        assertThat(body.path("add_special_tokens").asBoolean()).isTrue());
    }

    @Test
    void aServerThatTakesFewerIsAskedInParts() throws InterruptedException {
        mostTexts = 2;
        serve();

        assertThat(count("tei", List.of("a", "b b", "c", "d d d"))).containsExactly(3, 4, 3, 5);
    }

    @Test
    void vllmIsAskedATextACallWithTheModelsName() throws InterruptedException {
        serve();

        assertThat(count("vllm", List.of("a b", "c"))).containsExactly(4, 3);
        assertThat(asked.get(0).path("model").asText()).isEqualTo("m");
        assertThat(asked.get(0).path("prompt").asText()).isEqualTo("a b");
    }

    @Test
    void eachQuestionTakesAMomentOfTheTasksRateAndWaitsForNone() throws InterruptedException {
        serve();
        AtomicInteger moments = new AtomicInteger();
        HttpSettings paced = Fixtures.SETTINGS.paced(now -> Duration.ofHours(moments.incrementAndGet()));
        Endpoint endpoint = Endpoint.parse(server.url("/").toString());

        try (ServerTokens tokens = ServerTokens.open(List.of(endpoint), "vllm", "m", paced)) {
            assertThat(tokens.count(List.of("a b", "c"))).containsExactly(4, 3);
        }

        assertThat(moments).hasValue(2);
    }

    @Test
    void llamaCppIsAskedWhereAnOpenAiServerNamesNoOther() throws InterruptedException {
        serve();

        assertThat(count("openai", List.of("a b", "c"))).containsExactly(4, 3);
        assertThat(asked.get(0).path("content").asText()).isEqualTo("a b");
        assertThat(asked.get(0).path("add_special").asBoolean()).isTrue();
    }

    @Test
    void vllmIsFoundOutBehindOpenAi() throws InterruptedException {
        models = "{\"data\":[{\"id\":\"m\",\"owned_by\":\"vllm\"}]}";
        serve();

        assertThat(count("auto", List.of("a b"))).containsExactly(4);
        assertThat(asked.get(0).has("prompt")).isTrue();
    }

    @Test
    void aServerWithoutTheRouteIsTheConfigurationsFault() {
        hasRoute = false;
        serve();

        assertThatThrownBy(() -> count("openai", List.of("a"))).isInstanceOfSatisfying(InferenceException.class, e -> {
            assertThat(e.failure().kind()).isEqualTo(FailureKind.MISCONFIGURED);
            assertThat(e.failure().message()).contains("`chunk.max.tokens` needs a server that counts tokens");
        });
    }

    @Test
    void aServerThatIsAwayIsAnOutage() throws Exception {
        String away = server.url("/").toString();
        server.close();

        assertThatThrownBy(() -> count("tei", List.of("a"), away))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        e -> assertThat(e.failure().kind().isOutage()).isTrue());
    }

    @Test
    void ofSeveralServersTheOneThatAnswersIsAsked() throws InterruptedException {
        serve();

        assertThat(count(
                        "tei",
                        List.of("a"),
                        "http://127.0.0.1:9",
                        server.url("/").toString()))
                .containsExactly(3);
    }

    private List<Integer> count(String api, List<String> texts) throws InterruptedException {
        return count(api, texts, server.url("/").toString());
    }

    private static List<Integer> count(String api, List<String> texts, String... urls) throws InterruptedException {
        List<Endpoint> endpoints = Stream.of(urls).map(Endpoint::parse).toList();
        try (ServerTokens tokens = ServerTokens.open(endpoints, api, "m", Fixtures.SETTINGS)) {
            return tokens.count(texts);
        }
    }

    private void serve() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getUrl().encodedPath();
                if (path.equals("/v1/models")) {
                    return json(200, models);
                }
                if (!path.equals("/tokenize") || !hasRoute) {
                    return json(404, "{\"error\":\"no such route\"}");
                }
                return tokenized(request.getBody().utf8());
            }
        });
    }

    private MockResponse tokenized(String text) {
        try {
            JsonNode body = JSON.readTree(text);
            asked.add(body);
            if (body.has("inputs")) {
                if (body.path("inputs").size() > mostTexts) {
                    return json(
                            422,
                            "{\"error\":\"batch size 4 > maximum allowed batch size 2\",\"error_type\":\"Validation\"}");
                }
                List<List<Object>> all = new ArrayList<>();
                body.path("inputs")
                        .forEach(input -> all.add(Collections.nCopies(tokens(input), JSON.createObjectNode())));
                return json(200, JSON.valueToTree(all).toString());
            }
            if (body.has("prompt")) {
                return json(200, "{\"count\":" + tokens(body.path("prompt")) + ",\"max_model_len\":512,\"tokens\":[]}");
            }
            return json(
                    200, "{\"tokens\":" + JSON.valueToTree(Collections.nCopies(tokens(body.path("content")), 1)) + "}");
        } catch (JsonProcessingException e) {
            return json(400, "{}");
        }
    }

    private static int tokens(JsonNode text) {
        String words = text.asText().strip();
        return 2 + (words.isEmpty() ? 0 : words.split("\\s+").length);
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }
}
