package io.github.hfconnect.http;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.MISCONFIGURED;
import static io.github.hfconnect.inference.FailureKind.OVERLOADED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.settingsWithToken;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.Fixtures;
import io.github.hfconnect.server.catalog.ProviderMapping;
import io.github.hfconnect.server.catalog.ProviderRoute;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderClientTest {

    private static final String LIVE =
            "{\"id\":\"org/m\",\"inferenceProviderMapping\":{\"hf-inference\":{\"status\":\"live\",\"providerId\":\"org/m\","
                    + "\"task\":\"feature-extraction\"},\"together\":{\"status\":\"live\",\"providerId\":\"m-at-together\","
                    + "\"task\":\"feature-extraction\",\"isModelAuthor\":false}}}";

    private static final String VECTORS = "{\"data\":[{\"index\":0,\"embedding\":[1,2]}]}";

    @StartStop
    private final MockWebServer hub = new MockWebServer();

    @StartStop
    private final MockWebServer router = new MockWebServer();

    private final Clock clock = new Clock();
    private ProviderClient client;

    /** Moves by hand. */
    private static final class Clock implements Time {

        private Duration now = Duration.ZERO;

        @Override
        public long nanos() {
            return now.toNanos();
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plus(now);
        }

        @Override
        public void sleep(Duration duration) {
            now = now.plus(duration);
        }
    }

    private ProviderClient client(String task) {
        return client(task, "together");
    }

    private ProviderClient client(String task, String provider) {
        CallSpec spec = spec(task, "org/m", provider, Map.of());
        HttpSettings settings = settingsWithToken("hf_token");
        return new ProviderClient(
                new HttpTransport(Endpoint.parse(router.url("/").toString()), settings),
                new ModelDirectory(
                        Endpoint.parse(
                                hub.url("/?expand[]=inferenceProviderMapping").toString()),
                        settings),
                spec,
                settings,
                clock);
    }

    private static CallSpec spec(String task, String model, String provider, Map<String, Object> parameters) {
        return new CallSpec(Tasks.named(task), model, provider, parameters, true);
    }

    @BeforeEach
    void open() {
        client = client("feature-extraction");
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static void answer(MockWebServer server, int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private Failure failure() {
        return failureOf(() -> client.infer(texts("a")));
    }

    @Test
    void theModelIsCalledByTheProvidersName() throws Exception {
        answer(hub, 200, LIVE);
        answer(router, 200, VECTORS);

        assertThat(client.limits()).isEqualTo(BatchLimits.ONE);
        assertThat(client.infer(texts("a"))).extracting(Prediction::value).containsExactly(new float[] {1, 2});
        assertThat(client.limits().maxInputs()).isGreaterThan(1);

        RecordedRequest lookUp = hub.takeRequest();
        assertThat(lookUp.getRequestLine()).startsWith("GET /api/models/org/m?expand[]=inferenceProviderMapping ");
        RecordedRequest call = router.takeRequest();
        assertThat(call.getRequestLine()).startsWith("POST /together/v1/embeddings ");
        assertThat(call.getHeaders().get("Authorization")).isEqualTo("Bearer hf_token");
        assertThat(call.getBody()).isNotNull();
        assertThat(json(call.getBody().utf8())).isEqualTo(json("{\"model\":\"m-at-together\",\"input\":\"a\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "feature-extraction  | hf-inference/live together/live      | POST /hf-inference/models/org/m/pipeline/",
                "feature-extraction  | fal-ai/live together/live            | POST /together/v1/embeddings",
                "feature-extraction  | hf-inference/error scaleway/staging  | POST /scaleway/v1/embeddings",
                "text-classification | hf-inference/live                    | POST /hf-inference/models/org/m "
            })
    void theFirstProviderThatCanBeAskedIsTakenWhereTheChoiceIsTheHubs(String task, String providers, String request)
            throws Exception {
        client.close();
        client = client(task, "auto");
        answer(hub, 200, mapping(task, providers));
        answer(router, 500, "");

        assertThat(failure().kind()).isEqualTo(UNAVAILABLE);

        assertThat(router.takeRequest().getRequestLine()).startsWith(request);
    }

    @ParameterizedTest
    @CsvSource({"fal-ai/live, MISCONFIGURED, `provider=auto`", "together/error, UNAVAILABLE, `provider=together`"})
    void whereNobodyCanBeAskedItIsSaidWhy(String providers, FailureKind kind, String reason) {
        client.close();
        client = client("feature-extraction", "auto");
        answer(hub, 200, mapping("feature-extraction", providers));

        assertThat(failure().kind()).isEqualTo(kind);
        answer(hub, 200, mapping("feature-extraction", providers));
        assertThat(failure().message()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "feature-extraction  | hf-inference | sentence-similarity | POST /hf-inference/models/org/m/pipeline/feature-",
                "sentence-similarity | hf-inference | feature-extraction  | POST /hf-inference/models/org/m/pipeline/sentence-",
                "feature-extraction  | together     | sentence-similarity | ",
                "fill-mask           | hf-inference | feature-extraction  | ",
            })
    void onlyHfInferenceServesVectorsAndSimilaritiesByEachOther(
            String task, String provider, String mapped, @Nullable String request) throws Exception {
        client.close();
        client = client(task, "auto");
        answer(hub, 200, mapping(mapped, provider + "/live"));
        answer(router, 500, "");
        Input input = task.equals("sentence-similarity")
                ? new Input(Map.of("source_sentence", "a", "sentences", List.of("b")), Map.of())
                : Input.of("a");

        assertThat(failureOf(() -> client.infer(List.of(input))).kind())
                .isEqualTo(request == null ? MISCONFIGURED : UNAVAILABLE);
        if (request != null) {
            assertThat(router.takeRequest().getRequestLine()).startsWith(request);
        }
    }

    private static String mapping(String task, String providers) {
        return Stream.of(providers.split(" "))
                .map(each -> each.split("/"))
                .map(each -> "{\"provider\":\"" + each[0] + "\",\"status\":\"" + each[1] + "\",\"task\":\"" + task
                        + "\",\"providerId\":\"m\"}")
                .collect(Collectors.joining(",", "{\"inferenceProviderMapping\":[", "]}"));
    }

    @Test
    void theListShapeIsReadToo() throws Exception {
        answer(
                hub,
                200,
                "{\"inferenceProviderMapping\":[{\"provider\":\"together\",\"hfModelId\":\"org/m\",\"providerId\":"
                        + "\"other\",\"status\":\"staging\",\"task\":\"feature-extraction\"}]}");
        answer(router, 200, VECTORS);

        client.infer(texts("a"));

        assertThat(router.takeRequest().getBody()).isNotNull().asString().contains("other");
    }

    @Test
    void theMetadataNameTheModelAsConfigured() throws Exception {
        answer(hub, 200, LIVE);
        answer(router, 200, VECTORS);

        assertThat(client.infer(texts("a")).get(0).origin().model()).isEqualTo("org/m");
    }

    @ParameterizedTest
    @CsvSource({"hf_token, Bearer hf_token", "sk-other-token,"})
    void theHubGetsNoSecretButItsOwnToken(String token, String authorization) throws Exception {
        client.close();
        HttpSettings settings = new HttpSettings(
                Duration.ofSeconds(5), Duration.ofSeconds(20), 1_000_000, 4, token, "org", Map.of("X-Key", "secret1"));
        answer(hub, 200, LIVE);
        try (ModelDirectory directory =
                new ModelDirectory(Endpoint.parse(hub.url("/").toString()), settings)) {
            directory.find(spec("feature-extraction", "org/m", "together", Map.of()));
        }

        RecordedRequest lookUp = hub.takeRequest();
        assertThat(lookUp.getHeaders().get("Authorization")).isEqualTo(authorization);
        assertThat(lookUp.getHeaders().get("X-HF-Bill-To")).isNull();
        assertThat(lookUp.getHeaders().get("X-Key")).isNull();
    }

    @Test
    void aMappingIsKeptForAWhile() throws Exception {
        answer(hub, 200, LIVE);
        answer(hub, 200, LIVE.replace("m-at-together", "renamed"));
        for (int i = 0; i < 3; i++) {
            answer(router, 200, VECTORS);
        }

        client.infer(texts("a"));
        clock.sleep(ProviderClient.FRESH.minusSeconds(1));
        client.infer(texts("a"));
        assertThat(hub.getRequestCount()).isEqualTo(1);

        clock.sleep(Duration.ofSeconds(1));
        client.infer(texts("a"));
        assertThat(hub.getRequestCount()).isEqualTo(2);
        router.takeRequest();
        assertThat(router.takeRequest().getBody()).asString().contains("m-at-together");
        assertThat(router.takeRequest().getBody()).asString().contains("renamed");
    }

    @Test
    void aMappingServesOnWhileTheHubIsAway() throws Exception {
        answer(hub, 200, LIVE);
        answer(hub, 503, "");
        answer(router, 200, VECTORS);
        answer(router, 200, VECTORS);

        client.infer(texts("a"));
        clock.sleep(ProviderClient.FRESH);

        assertThat(client.infer(texts("a"))).hasSize(1);
    }

    /** Work is paid for where it was ordered, and only who has taken it on can be asked about it. */
    @Test
    void workThatOneProviderHasBegunIsItsOwnAlsoWhenTheMappingNamesAnother() throws Exception {
        client.close();
        client = client("text-to-image", "auto");
        answer(hub, 200, mapping("text-to-image", "fal-ai/live"));
        answer(hub, 200, mapping("text-to-image", "zai-org/live"));
        answer(
                router,
                200,
                "{\"request_id\":\"r\",\"status\":\"IN_QUEUE\",\"response_url\":\"https://queue.fal.run/a/requests/r\"}");
        answer(router, 502, "");
        answer(router, 200, "{\"images\":[{\"url\":\"https://h/a.png\"}]}");
        answer(router, 200, "{\"task_status\":\"SUCCESS\",\"image_result\":[{\"url\":\"https://h/b.png\"}]}");

        assertThat(failure().kind()).isEqualTo(UNAVAILABLE);
        clock.sleep(ProviderClient.FRESH);
        assertThat(client.infer(texts("a")))
                .extracting(Prediction::value)
                .containsExactly(Map.of("url", "https://h/a.png"));
        assertThat(client.infer(texts("a")))
                .extracting(Prediction::value)
                .containsExactly(Map.of("url", "https://h/b.png"));

        assertThat(Stream.of(router.takeRequest(), router.takeRequest(), router.takeRequest(), router.takeRequest())
                        .map(RecordedRequest::getRequestLine))
                .satisfiesExactly(
                        order -> assertThat(order).startsWith("POST /fal-ai/m?"),
                        question -> assertThat(question).startsWith("GET /fal-ai/a/requests/r/status?"),
                        again -> assertThat(again).startsWith("GET /fal-ai/a/requests/r/status?"),
                        other -> assertThat(other).startsWith("POST /zai-org/"));
    }

    @Test
    void anAdapterIsTheMappings() throws Exception {
        client.close();
        client = client("text-to-image", "fal-ai");
        answer(
                hub,
                200,
                "{\"inferenceProviderMapping\":{\"fal-ai\":{\"status\":\"live\",\"providerId\":\"fal-ai/flux-lora\","
                        + "\"task\":\"text-to-image\",\"adapter\":\"lora\",\"adapterWeightsPath\":\"w.safetensors\"}}}");
        answer(router, 500, "");

        assertThat(failure().kind()).isEqualTo(UNAVAILABLE);

        RecordedRequest sent = router.takeRequest();
        assertThat(sent.getBody()).isNotNull();
        assertThat(json(sent.getBody().utf8()).at("/loras/0/path").asText())
                .isEqualTo("https://huggingface.co/org/m/resolve/main/w.safetensors");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200|{\"id\":\"org/m\"}|MISCONFIGURED|no provider",
                "200|{\"inferenceProviderMapping\":{}}|MISCONFIGURED|`provider=together`",
                "200|{\"inferenceProviderMapping\":{\"groq\":{\"status\":\"live\",\"providerId\":\"x\","
                        + "\"task\":\"conversational\"}}}|MISCONFIGURED|groq for conversational",
                "200|{\"inferenceProviderMapping\":{\"together\":{\"status\":\"live\",\"providerId\":\"x\","
                        + "\"task\":\"conversational\"}}}|MISCONFIGURED|together for conversational",
                "200|{\"inferenceProviderMapping\":{\"together\":{\"status\":\"error\",\"providerId\":\"x\","
                        + "\"task\":\"feature-extraction\"}}}|UNAVAILABLE|out of order",
                "200|{\"inferenceProviderMapping\":{\"together\":{\"status\":\"live\","
                        + "\"task\":\"feature-extraction\"}}}|MALFORMED|nothing in place of",
                "200|[]|MALFORMED|a list",
                "200|<html>|MALFORMED|not JSON",
                "401|{\"error\":\"Invalid username or password.\"}|MISCONFIGURED|Invalid username",
                "404|{\"error\":\"Model not found\"}|MISCONFIGURED|Model not found",
                "429|{\"error\":\"We had to rate limit you\"}|OVERLOADED|rate limit",
                "500||UNAVAILABLE|no reason"
            })
    void aLookUpThatFailsIsAFailedCallOfTheHub(int status, String body, FailureKind kind, String reason)
            throws IOException {
        answer(hub, status, body == null ? "" : body);

        Failure failure = failure();

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).contains(reason);
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.endpoint())
                .isEqualTo(Endpoint.parse(hub.url("/").toString()).alias());
        assertThat(router.getRequestCount()).isZero();
    }

    @Test
    void aFailedLookUpIsMadeAgainByTheNextCall() throws Exception {
        answer(hub, 429, "");
        answer(hub, 200, LIVE);
        answer(router, 200, VECTORS);

        assertThat(failure().kind()).isEqualTo(OVERLOADED);
        assertThat(client.infer(texts("a"))).hasSize(1);
    }

    @Test
    void whatTheProviderAnswersIsClassifiedAsEver() throws Exception {
        answer(hub, 200, LIVE);
        answer(router, 400, "{\"error\":{\"message\":\"m\",\"code\":\"model_not_found\"}}");
        answer(router, 200, "[]");

        assertThat(failure().kind()).isEqualTo(MISCONFIGURED);
        assertThat(failure().kind()).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "feature-extraction|together|together/v1/embeddings|{\"model\":\"x\",\"input\":\"a\"}",
                "feature-extraction|scaleway|scaleway/v1/embeddings|{\"model\":\"x\",\"input\":\"a\"}",
                "feature-extraction|deepinfra|deepinfra/v1/openai/embeddings|{\"model\":\"x\",\"input\":\"a\"}",
                "text-generation|together|together/v1/completions|{\"model\":\"x\",\"prompt\":\"a\"}",
                "text-generation|scaleway|scaleway/v1/completions|{\"model\":\"x\",\"prompt\":\"a\"}",
                "text-generation|deepinfra|deepinfra/v1/openai/completions|{\"model\":\"x\",\"prompt\":\"a\"}",
                "text-generation|featherless-ai|featherless-ai/v1/completions|{\"model\":\"x\",\"prompt\":\"a\"}",
                "text-generation|novita|novita/v3/openai/completions|{\"model\":\"x\",\"prompt\":\"a\"}",
                "text-generation|ovhcloud|ovhcloud/v1/completions|{\"model\":\"x\",\"prompt\":\"a\"}",
                "text-to-image|nscale|nscale/v1/images/generations|"
                        + "{\"model\":\"x\",\"prompt\":\"a\",\"response_format\":\"b64_json\"}",
                "text-to-image|deepinfra|deepinfra/v1/openai/images/generations|"
                        + "{\"model\":\"x\",\"prompt\":\"a\",\"response_format\":\"b64_json\"}",
                "text-to-image|together|together/v1/images/generations|"
                        + "{\"model\":\"x\",\"prompt\":\"a\",\"response_format\":\"base64\"}",
                "text-to-speech|together|together/v1/audio/speech|{\"model\":\"x\",\"input\":\"a\"}",
                "text-to-speech|deepinfra|deepinfra/v1/openai/audio/speech|{\"model\":\"x\",\"input\":\"a\"}"
            })
    void eachProviderHasItsRoute(String task, String provider, String path, String body) throws IOException {
        CallSpec spec = spec(task, "org/m", provider, Map.of());
        ApiRequest request = ProviderRoute.api(
                        spec, new ProviderMapping(String.valueOf(spec.provider()), "x", "", "live", null))
                .encode(texts("a"));

        assertThat(ServerKinds.configured(ServerKinds.AUTO, spec)).isEmpty();
        assertThat(request.path()).isEqualTo(path);
        assertThat(Fixtures.body(request)).isEqualTo(json(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text-to-video  | zai-org   | fal-ai, novita, replicate, together, wavespeed",
                "image-to-video | replicate | fal-ai, together, wavespeed"
            })
    void whatHfInferenceDoesNotServeIsServedByOthers(String task, String provider, String others) {
        assertThatThrownBy(() -> ServerKinds.configured(ServerKinds.AUTO, spec(task, "org/m", provider, Map.of())))
                .hasMessageContaining("`provider=" + provider + "`")
                .hasMessageContaining(others);
        CallSpec anybody = new CallSpec(Tasks.named(task), "org/m", null, Map.of(), true);
        assertThatThrownBy(() -> ServerKinds.configured(ServerKinds.AUTO, anybody))
                .hasMessageContaining("`provider=auto`");
    }

    @Test
    void aParameterWinsOverTheRoutesDefault() throws IOException {
        CallSpec spec = spec("text-to-image", "org/m", "nscale", Map.of("response_format", "url"));

        assertThat(Fixtures.body(ProviderRoute.api(
                                spec, new ProviderMapping(String.valueOf(spec.provider()), "x", "", "live", null))
                        .encode(texts("a"))))
                .isEqualTo(json("{\"model\":\"x\",\"prompt\":\"a\",\"response_format\":\"url\"}"));
    }

    @Test
    void anImageArrivesAsBytes() throws Exception {
        client.close();
        client = client("text-to-image");
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 0};
        answer(hub, 200, LIVE.replace("feature-extraction", "text-to-image"));
        answer(router, 200, "{\"data\":[{\"b64_json\":\"" + Base64.getEncoder().encodeToString(png) + "\"}]}");

        Object value = client.infer(texts("a")).get(0).value();

        assertThat(value).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("content_type", "image/png");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text-classification | together  | hf-inference",
                "feature-extraction  | groq      | together",
                "text-to-image       | novita    | fal-ai, nscale, replicate",
                "text-to-image       | groq      | together, wavespeed, zai-org",
                "image-to-image      | zai-org   | fal-ai, replicate, together, wavespeed",
                "text-generation     | openai    | featherless-ai",
                "text-generation     | togther   | together",
                "sentence-similarity | together  | hf-inference"
            })
    void whatAProviderDoesNotServeIsRefusedWithThoseThatDo(String task, String provider, String hint) {
        for (String api : List.of(ServerKinds.AUTO, "huggingface")) {
            assertThatThrownBy(() -> ServerKinds.configured(api, spec(task, "org/m", provider, Map.of())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("`provider=" + provider + "`")
                    .hasMessageContaining(api.equals(ServerKinds.AUTO) ? hint : "hf-inference");
        }
    }
}
