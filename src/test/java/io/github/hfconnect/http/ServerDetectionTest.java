package io.github.hfconnect.http;

import static io.github.hfconnect.inference.FailureKind.MISCONFIGURED;
import static io.github.hfconnect.inference.FailureKind.OVERLOADED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static io.github.hfconnect.server.Fixtures.SETTINGS;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.http.transport.UrlFetch;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.CallListener;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceClient;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.resilience.ObservedClient;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.Fixtures;
import io.github.hfconnect.server.catalog.ServerKinds;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerDetectionTest {

    private static final String TEI = "{\"model_id\":\"m\",\"model_type\":{\"embedding\":{\"pooling\":\"cls\"}}}";
    private static final String TGI = "{\"model_id\":\"m\",\"model_pipeline_tag\":\"text-generation\"}";
    private static final MockResponse NOT_FOUND =
            new MockResponse.Builder().code(404).body("Not Found").build();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    /** What the server answers by method and path; 404 to anything else. */
    private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();

    @BeforeEach
    void answerByPath() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String key = request.getMethod() + " " + request.getTarget();
                return answers.getOrDefault(key, NOT_FOUND);
            }
        });
    }

    private void answer(String methodAndPath, int status, String body) {
        answers.put(
                methodAndPath,
                new MockResponse.Builder().code(status).body(body).build());
    }

    private EndpointClient client(String path) {
        Endpoint endpoint = Endpoint.parse(server.url(path).toString());
        return EndpointClient.open(endpoint, ServerKinds.AUTO, ownEndpoint("feature-extraction"), SETTINGS);
    }

    private List<String> requests() {
        return IntStream.range(0, server.getRequestCount())
                .mapToObj(i -> takeRequest())
                .map(request -> request.getMethod() + " " + request.getTarget())
                .toList();
    }

    private RecordedRequest takeRequest() {
        try {
            return server.takeRequest();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aServerThatNamesAModelTypeIsTei() throws InterruptedException {
        answer("GET /info", 200, TEI);
        answer("POST /embed", 200, "[[1,2]]");

        try (EndpointClient client = client("/")) {
            assertThat(client.limits()).isEqualTo(BatchLimits.ONE);
            assertThat(client.infer(texts("a"))).hasSize(1);
            assertThat(client.limits().maxInputs()).isGreaterThan(1);
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
        assertThat(requests()).containsExactly("GET /info", "POST /embed", "POST /embed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/get_model_info | 200 | {\"model_path\":\"org/m\",\"is_generation\":false} | sglang",
                "/version | 200 | {\"version\":\"0.20.1\"} | vllm",
                "/version | 200 | {\"version\":3} | openai",
                "/version | 500 | {\"error\":\"m\"} | openai",
                "/version | 200 | <html></html> | openai"
            })
    void anEngineBehindAGatewayThatCallsItsModelsItsOwnIsAskedItself(String path, int status, String body, String kind)
            throws InterruptedException {
        answer("GET /v1/models", 200, "{\"data\":[{\"id\":\"m\",\"owned_by\":\"gateway\",\"max_model_len\":512}]}");
        answer("GET " + path, status, body);

        Endpoint endpoint = Endpoint.parse(server.url("/v1").toString());
        try (HttpTransport transport = new HttpTransport(endpoint, SETTINGS)) {
            assertThat(ServerDetection.of(transport).api()).isEqualTo(kind);
        }
    }

    @Test
    void whoNamesNoLengthsIsNotAskedMore() throws InterruptedException {
        answer("GET /v1/models", 200, "{\"data\":[{\"id\":\"m\",\"owned_by\":\"openai\"}]}");

        try (HttpTransport transport =
                new HttpTransport(Endpoint.parse(server.url("/").toString()), SETTINGS)) {
            assertThat(ServerDetection.of(transport).api()).isEqualTo("openai");
        }
        assertThat(requests()).containsExactly("GET /info", "GET /v1/models");
    }

    /** What it fetched its input with is closed with it, which the check for leaks holds: its threads would be there. */
    @Test
    void aGuessThatIsDroppedLeavesNothingOpen() {
        HttpSettings fetching = new HttpSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                1_000_000,
                4,
                null,
                null,
                Map.of(),
                null,
                null,
                Duration.ofMinutes(10),
                Pace.UNLIMITED,
                UrlFetch.OFF,
                UrlFetch.ANYWHERE,
                false);
        answer("GET /a.gif", 200, "GIF89a");
        answer("POST /", 500, "");

        try (EndpointClient client = EndpointClient.open(
                Endpoint.parse(server.url("/").toString()),
                ServerKinds.AUTO,
                ownEndpoint("image-classification"),
                fetching)) {
            List<Input> image = List.of(Input.of(server.url("/a.gif").toString()));
            assertThat(failureOf(() -> client.infer(image)).kind()).isEqualTo(UNAVAILABLE);
            assertThat(client.isKnown()).isFalse();
        }
        assertThat(requests()).contains("GET /a.gif", "POST /");
    }

    @Test
    void whatTeiTakesInOneCallIsKnownFromItsDescription() throws InterruptedException {
        answer("GET /info", 200, TEI.replaceFirst("\\{", "{\"max_client_batch_size\":8,"));
        answer("POST /embed", 200, "[[1,2]]");

        try (EndpointClient client = client("/")) {
            client.infer(texts("a"));

            assertThat(client.limits().maxInputs()).isEqualTo(8);
            assertThat(client.limits().maxTokens()).isEqualTo(BatchLimits.ANY_TOKENS);
        }
    }

    /** What the server computes together: a call with more takes several of its batches, one after the other. */
    @Test
    void soAreTheTokensOfItsBatches() throws InterruptedException {
        answer("GET /info", 200, TEI.replaceFirst("\\{", "{\"max_batch_tokens\":16384,\"max_client_batch_size\":8,"));
        answer("POST /embed", 200, "[[1,2]]");

        try (EndpointClient client = client("/")) {
            client.infer(texts("a"));

            assertThat(client.limits()).isEqualTo(new BatchLimits(8, Long.MAX_VALUE, 16_384));
        }
    }

    @Test
    void aPrefixAndAQueryAreKept() throws InterruptedException {
        answer("GET /models/e5/info?key=k", 200, TEI);
        answer("POST /models/e5/embed?key=k", 200, "[[1,2]]");

        try (EndpointClient client = client("/models/e5/?key=k")) {
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|Not Found",
                "405|Method Not Allowed",
                "401|",
                "403|Missing Authentication Token",
                "400|bad",
                "302|",
                "501|Unsupported method ('GET')",
                "200|<html>Welcome</html>",
                "200|Ok",
                "200|[]",
                "200|{}",
                "200|{\"model_type\":null}",
                "204|"
            })
    void aServerThatDescribesNoModelIsCalledAsItIs(int status, String body) throws InterruptedException {
        String text = body == null ? "" : body;
        answer("GET /call/info", status, text);
        answer("GET /call/v1/models", status, text);
        answer("POST /call", 200, "[[1,2]]");

        try (EndpointClient client = client("/call")) {
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
        assertThat(requests()).containsExactly("GET /call/info", "GET /call/v1/models", "POST /call");
    }

    @Test
    void aServerWithAHugePageAtInfoIsCalledAsItIs() throws InterruptedException {
        answer("GET /info", 200, " ".repeat(SETTINGS.maxResponseBytes() + 1));
        answer("POST /", 200, "[[1,2]]");

        try (EndpointClient client = client("/")) {
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
    }

    @Test
    void aTextGenerationServerCannotDoThisTask() {
        answer("GET /info", 200, TGI);

        try (EndpointClient client = client("/")) {
            Failure failure = failureOf(() -> client.infer(texts("a")));
            assertThat(failure.kind()).isEqualTo(MISCONFIGURED);
            assertThat(failure.endpoint()).isEqualTo(client.endpoint());
            assertThat(failure.message())
                    .contains("`tgi`", "/info describes a model", "`endpoint.urls`", "`endpoint.api`");
        }
    }

    @ParameterizedTest
    @CsvSource({"/, /v1/models", "/v1, /v1/models", "/v1/, /v1/models", "/a/v1, /a/v1/models"})
    void aServerThatListsModelsSpeaksLikeOpenAi(String base, String models) throws InterruptedException {
        answer("GET " + models, 200, "{\"object\":\"list\",\"data\":[{\"id\":\"m\"}]}");
        answer("POST " + models.replace("models", "embeddings"), 200, "{\"data\":[{\"embedding\":[1,2]}]}");

        try (EndpointClient client = client(base)) {
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm", "sglang"})
    void aServerIsOfTheKindThatItsModelsAreOwnedBy(String owner) throws InterruptedException {
        answer("GET /v1/models", 200, "{\"data\":[{\"id\":\"m\",\"owned_by\":\"" + owner + "\"}]}");
        String classes = "{\"data\":[{\"index\":0,\"label\":\"x\",\"probs\":[1],\"num_classes\":1}]}";
        answer("POST /classify", owner.equals("vllm") ? 200 : 404, classes);
        answer("POST /v1/classify", owner.equals("sglang") ? 200 : 404, classes);
        Endpoint endpoint = Endpoint.parse(server.url("/v1").toString());

        try (EndpointClient client =
                EndpointClient.open(endpoint, ServerKinds.AUTO, ownEndpoint("text-classification"), SETTINGS)) {
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429, 408})
    void aServerThatIsNotReadySaysNothingAboutWhatItIs(int status) throws InterruptedException {
        answer("GET /info", status, "{\"error\":\"Model is currently loading\",\"estimated_time\":20}");

        try (EndpointClient client = client("/")) {
            Failure failure = failureOf(() -> client.infer(texts("a")));
            assertThat(failure.kind().isOutage()).isTrue();
            assertThat(failure.hint()).hasSeconds(20);
            assertThat(failure.message()).contains("`endpoint.api`");

            answer("GET /info", 200, TEI);
            answer("POST /embed", 200, "[[1,2]]");
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
    }

    @Test
    void aServerThatIsDownIsAnOutage() throws IOException {
        EndpointClient client = client("/");
        server.close();

        assertThat(failureOf(() -> client.infer(texts("a"))).kind()).isEqualTo(UNAVAILABLE);
        client.close();
    }

    @Test
    void loadingIsPassedOn() {
        answer("GET /info", 503, "scaling up");

        try (EndpointClient client = client("/")) {
            Failure failure = failureOf(() -> client.infer(texts("a")));
            assertThat(failure.kind()).isEqualTo(OVERLOADED);
            assertThat(failure.loading()).isTrue();
        }
    }

    @Test
    void theRouterIsNotAsked() {
        Endpoint endpoint = Endpoint.parse(server.url("/").toString());
        CallSpec spec = Fixtures.router("feature-extraction", "org/model");

        try (EndpointClient client = EndpointClient.open(endpoint, ServerKinds.AUTO, spec, SETTINGS)) {
            assertThat(client.limits().maxInputs()).isGreaterThan(1);
            assertThat(failureOf(() -> client.infer(texts("a"))).kind()).isEqualTo(MISCONFIGURED);
        }
        assertThat(requests()).containsExactly("POST /hf-inference/models/org/model/pipeline/feature-extraction");
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "404"})
    void aKindThatWasGuessedFromRefusalsIsForgottenUntilItHasAnsweredWell(int status) throws InterruptedException {
        answer("GET /info", status, "");
        answer("GET /v1/models", status, "");
        try (EndpointClient client = client("/")) {
            Failure failure = failureOf(() -> client.infer(texts("a")));
            assertThat(failure.kind()).isEqualTo(MISCONFIGURED);
            assertThat(failure.message()).contains(status == 401 ? "`token`" : "`endpoint.api`");

            answer("GET /v1/models", 200, "{\"object\":\"list\",\"data\":[{\"id\":\"m\"}]}");
            answer("POST /v1/embeddings", 200, "{\"data\":[{\"embedding\":[1,2]}]}");

            assertThat(client.infer(texts("a"))).hasSize(1);
        }
    }

    @Test
    void aGuessThatHasAnsweredWellIsKept() throws InterruptedException {
        answer("POST /", 200, "[[1,2]]");

        try (EndpointClient client = client("/")) {
            client.infer(texts("a"));
            client.infer(texts("a"));
        }
        assertThat(requests()).containsExactly("GET /info", "GET /v1/models", "POST /", "POST /");
    }

    @Test
    void aCallThatWasPutTogetherBeforeTheServerWasKnownIsRefusedWithWhatItTakes() {
        answer("GET /info", 200, TEI.replaceFirst("\\{", "{\"max_client_batch_size\":2,"));

        try (EndpointClient client = client("/")) {
            Failure failure = failureOf(() -> client.infer(texts("a", "b", "c")));

            assertThat(failure.kind()).isEqualTo(REJECTED);
            assertThat(failure.admitted()).isEqualTo(new BatchLimits(2, Long.MAX_VALUE));
            assertThat(failure.attempts()).isZero();
        }
        assertThat(requests()).containsExactly("GET /info");
    }

    @Test
    void whatAConfiguredTeiTakesIsReadBeforeTheFirstCallOfSeveralInputs() throws InterruptedException {
        answer("GET /info", 503, "starting");
        answer("POST /embed", 200, "[[1,2]]");
        Endpoint endpoint = Endpoint.parse(server.url("/").toString());

        try (EndpointClient client =
                EndpointClient.open(endpoint, "tei", ownEndpoint("feature-extraction"), SETTINGS)) {
            assertThat(client.infer(texts("a"))).hasSize(1);
            failureOf(() -> client.infer(texts("a", "b", "c")));
            answer("GET /info", 200, TEI.replaceFirst("\\{", "{\"max_client_batch_size\":2,"));

            Failure refused = failureOf(() -> client.infer(texts("a", "b", "c")));

            assertThat(refused.admitted()).isEqualTo(new BatchLimits(2, Long.MAX_VALUE));
            assertThat(client.limits().maxInputs()).isEqualTo(2);
        }
        assertThat(requests()).containsExactly("POST /embed", "GET /info", "POST /embed", "GET /info");
    }

    /** As the object graph wraps it. */
    @Test
    void whatIsNotKnownOfAnEndpointIsNotKnownOfItsWrappersEither() throws InterruptedException {
        answer("POST /", 200, "[[1,2]]");

        try (EndpointClient client = client("/")) {
            InferenceClient wrapped = new ObservedClient(client, CallListener.none(), new FakeTime());
            assertThat(wrapped.isKnown()).isFalse();
            wrapped.infer(texts("a"));
            assertThat(wrapped.isKnown()).isTrue();
        }
    }
}
