package io.github.hfconnect.http;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.MISCONFIGURED;
import static io.github.hfconnect.inference.FailureKind.OVERLOADED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static io.github.hfconnect.server.Fixtures.SETTINGS;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.settings;
import static io.github.hfconnect.server.Fixtures.settingsWithToken;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.answer.Excerpt;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.server.CallSpec;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;

class HttpInferenceClientTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private EndpointClient tei(String path, HttpSettings settings) {
        Endpoint endpoint = Endpoint.parse(server.url(path).toString());
        return EndpointClient.open(endpoint, "tei", ownEndpoint("feature-extraction"), settings);
    }

    private void answer(int status, String body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder().code(status).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(response.build());
    }

    private Failure failureOfAnswer(HttpSettings settings) {
        try (EndpointClient client = tei("/", settings)) {
            return failureOf(() -> client.infer(texts("a")));
        }
    }

    @Test
    void predictionsComeInTheOrderOfTheInputs() throws InterruptedException {
        answer(404, "asked for /info");
        answer(200, "[[1,2],[3,4]]");

        try (EndpointClient client = tei("/", SETTINGS)) {
            assertThat(client.limits().maxInputs()).isGreaterThan(1);
            assertThat(client.infer(texts("a", "b")))
                    .extracting(Prediction::value)
                    .containsExactly(new float[] {1, 2}, new float[] {3, 4});
        }
    }

    /** Half a character has no bytes. */
    @Test
    void anInputThatHasNoFormIsRefusedWithoutARequest() throws InterruptedException {
        try (EndpointClient client = tei("/", SETTINGS)) {
            client.requireSendable(texts("a"));

            Failure failure = failureOf(() -> client.requireSendable(texts("a", "\ud800")));

            assertThat(failure.kind()).isEqualTo(REJECTED);
            assertThat(failure.madeNoCall()).isTrue();
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anAnswerMayBeAsLargeAsAnArrayCanBe() throws InterruptedException {
        answer(200, "[[1,2]]");
        answer(500, "busy");
        HttpSettings unlimited = new HttpSettings(
                Duration.ofSeconds(5), Duration.ofSeconds(20), Integer.MAX_VALUE, 4, null, null, Map.of());

        try (EndpointClient client = tei("/", unlimited)) {
            assertThat(client.infer(texts("a"))).hasSize(1);
            assertThat(failureOf(() -> client.infer(texts("a"))).message()).isEqualTo("busy");
        }
    }

    @Test
    void theRequestIsWhatTheServerExpects() throws InterruptedException {
        answer(200, "[[1,2]]");

        try (EndpointClient client = tei("/prefix/?key=k", settings(Map.of("X-Key", "v")))) {
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /prefix/embed?key=k HTTP/1.1");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("kafka-connect-huggingface/dev");
        assertThat(request.getHeaders().get("X-Key")).isEqualTo("v");
        assertThat(request.getHeaders().get("Authorization")).isNull();
        assertThat(request.getBody().utf8()).isEqualTo("{\"inputs\":[\"a\"],\"truncate\":true}");
    }

    @Test
    void anOwnEndpointOfHuggingFaceIsCalledAsItIs() throws InterruptedException {
        answer(200, "[{\"label\":\"x\",\"score\":1}]");
        Endpoint endpoint = Endpoint.parse(server.url("/predict/?key=k").toString());
        CallSpec spec = ownEndpoint("text-classification");

        try (EndpointClient client = EndpointClient.open(endpoint, "huggingface", spec, settingsWithToken("hf_x"))) {
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /predict/?key=k HTTP/1.1");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer hf_x");
    }

    @Test
    void theOriginSaysWhoAnswered() throws InterruptedException {
        answer(200, "[[1]]", "X-Request-Id", "r-1", "x-inference-provider", "p", "x-compute-tokens", "12");
        answer(200, "[[1]]", "x-amz-cf-id", "c-1", "X-Amzn-Trace-Id", "t-1", "x-compute-tokens", "-1");

        try (EndpointClient client = tei("/", SETTINGS)) {
            Prediction first = client.infer(texts("a")).get(0);
            Prediction second = client.infer(texts("a")).get(0);
            assertThat(first.origin().endpoint()).isEqualTo(client.endpoint());
            assertThat(first.origin().requestId()).isEqualTo("r-1");
            assertThat(first.origin().provider()).isEqualTo("p");
            assertThat(first.origin().inputTokens()).isEqualTo(12);
            assertThat(first.origin().latency()).isPositive();
            assertThat(second.origin().requestId()).isEqualTo("t-1");
            assertThat(second.origin().inputTokens()).isNull();
        }
    }

    @Test
    void noInputsAreNoCall() throws InterruptedException {
        try (EndpointClient client = tei("/", SETTINGS)) {
            assertThat(client.infer(List.of())).isEmpty();
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aBatchThatIsTooLargeIsRejectedAndTeachesTheLimit() {
        answer(404, "asked for /info");
        answer(
                422,
                "{\"error\":\"batch size 33 > maximum allowed batch size 32\",\"error_type\":\"Validation\"}",
                "x-request-id",
                "r-1");

        try (EndpointClient client = tei("/", SETTINGS)) {
            Failure failure = failureOf(() -> client.infer(Collections.nCopies(33, Input.of("a"))));
            assertThat(failure)
                    .isEqualTo(new Failure(
                            REJECTED,
                            "batch size 33 > maximum allowed batch size 32",
                            422,
                            null,
                            null,
                            new BatchLimits(32, Long.MAX_VALUE),
                            null,
                            client.endpoint(),
                            "r-1",
                            1));
        }
    }

    @Test
    void aPageInPlaceOfAnAnswerIsMalformedAndShown() {
        answer(200, "<html>\n<title>Welcome to nginx!</title>" + "x".repeat(1000), "x-request-id", "r-1");

        Failure failure = failureOfAnswer(SETTINGS);

        assertThat(failure.kind()).isEqualTo(MALFORMED);
        assertThat(failure.status()).isEqualTo(200);
        assertThat(failure.requestId()).isEqualTo("r-1");
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.message())
                .startsWith("Expected one vector for each input, but the answer holds something that is not JSON."
                        + " It begins: <html> <title>Welcome to nginx!</title>xxx")
                .endsWith("xxx...");
    }

    @Test
    void anErrorWithStatus200IsMalformed() {
        answer(200, "{\"error\":\"Model is too busy\"}");
        answer(204, "");

        assertThat(failureOfAnswer(SETTINGS).message()).contains("Model is too busy");
        assertThat(failureOfAnswer(SETTINGS).kind()).isEqualTo(MALFORMED);
    }

    @Test
    void anErrorWithStatus200ThatSaysWhatIsWrongIsJudgedByItsCodeAndShownWithoutSecrets() {
        answer(200, "{\"object\":\"error\",\"message\":\"The model `hf_secret` does not exist.\",\"code\":404}");

        Failure failure = failureOfAnswer(settingsWithToken("hf_secret"));

        assertThat(failure.kind()).isEqualTo(MISCONFIGURED);
        assertThat(failure.message())
                .contains("404", "does not exist", "`model`")
                .doesNotContain("hf_secret");
        assertThat(failure.isPresumed()).isTrue();
    }

    @Test
    void theServersHintIsPassedOn() {
        answer(503, "{\"error\":\"Model x is currently loading\",\"estimated_time\":20}", "Retry-After", "7");

        Failure failure = failureOfAnswer(SETTINGS);

        assertThat(failure.kind()).isEqualTo(OVERLOADED);
        assertThat(failure.loading()).isTrue();
        assertThat(failure.hint()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void oneCallIsOneRequest() {
        answer(408, "");
        answer(503, "", "Retry-After", "0");
        answer(421, "");

        assertThat(failureOfAnswer(SETTINGS).kind()).isEqualTo(UNAVAILABLE);
        assertThat(failureOfAnswer(SETTINGS).kind()).isEqualTo(OVERLOADED);
        assertThat(failureOfAnswer(SETTINGS).kind()).isEqualTo(MISCONFIGURED);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void aServerThatQuotesTheTokenDoesNotGetItIntoAMessage() {
        String token = "hf_sEcReT";
        answer(401, "{\"error\":\"Bad credentials " + token + "\"}");
        answer(500, "", "x-error-message", "Bearer " + token);
        answer(200, "{\"you\":\"Bearer " + token + "\"}");
        answer(200, "x".repeat(Excerpt.MAX_CHARS - 5) + token);

        answer(200, token + " is no JSON");
        answer(200, "{\"" + token + "\":1}");

        try (EndpointClient client = tei("/", settingsWithToken(token))) {
            for (int i = 0; i < 6; i++) {
                assertThatThrownBy(() -> client.infer(texts("a")))
                        .extracting(Throwables::getStackTrace)
                        .asString()
                        .doesNotContain("hf_sE", "sEcReT");
            }
        }
    }

    @Test
    void keyWordsAreSecretsToo() {
        answer(401, "Bad key sEcReT-kEy");

        assertThat(failureOfAnswer(settings(Map.of("Authorization", "Key sEcReT-kEy")))
                        .message())
                .startsWith("Bad key [hidden]");
    }

    @Test
    void anAnswerWithoutABodyIsMalformed() {
        server.enqueue(new MockResponse.Builder().code(204).build());

        assertThat(failureOfAnswer(SETTINGS).kind()).isEqualTo(MALFORMED);
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        try (MockWebServer other = new MockWebServer()) {
            other.start();
            answer(307, "", "Location", other.url("/embed").toString());
            answer(302, "", "Location", "/elsewhere");

            Failure toOtherHost = failureOfAnswer(settingsWithToken("hf_sEcReT"));
            Failure toOtherPath = failureOfAnswer(settingsWithToken("hf_sEcReT"));

            assertThat(toOtherHost.kind()).isEqualTo(MISCONFIGURED);
            assertThat(toOtherHost.message()).contains(Endpoint.alias(other.url("/")), "`endpoint.urls`");
            assertThat(toOtherPath.kind()).isEqualTo(MISCONFIGURED);
            assertThat(other.getRequestCount()).isZero();
            assertThat(server.getRequestCount()).isEqualTo(2);
        }
    }
}
