package io.github.hfconnect.http.transport;

import static io.github.hfconnect.inference.FailureKind.MISCONFIGURED;
import static io.github.hfconnect.inference.FailureKind.OVERLOADED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static io.github.hfconnect.server.Fixtures.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureClassifierTest {

    private static final HttpUrl ASKED = HttpUrl.get("http://127.0.0.1:8080/gateway/v1/embeddings?key=secret");

    private static Failure classify(int status, String body, String... headers) {
        return FailureClassifier.classify(
                answer(status, body, headers), ASKED, 1000, Instant.EPOCH, UnaryOperator.identity());
    }

    private static String error(String text) {
        return "{\"error\":\"" + text + "\"}";
    }

    static Stream<Arguments> recordsFaults() {
        return Stream.of(
                arguments(400, error("Input validation error: `inputs` cannot be empty")),
                arguments(400, "{\"error\":\"`texts` cannot be empty\",\"error_type\":\"Empty\"}"),
                arguments(400, error("The size of tensor a (600) must match the size of tensor b (512)")),
                arguments(400, error("unknown error")),
                arguments(400, "{\"error\":[\"Error in `inputs`: str type expected\"]}"),
                arguments(400, "{\"error\":{\"message\":\"maximum context length\",\"code\":400}}"),
                arguments(400, ""),
                arguments(413, "Failed to buffer the request body: length limit exceeded"),
                arguments(
                        413,
                        "{\"error\":\"batch size 33 > maximum allowed batch size 32\",\"error_type\":\"Validation\"}"),
                arguments(413, "<html><head><title>413 Request Entity Too Large</title></head></html>"),
                arguments(
                        422,
                        "{\"error\":\"batch size 33 > maximum allowed batch size 32\",\"error_type\":\"Validation\"}"),
                arguments(422, "{\"error\":\"`inputs` must have less than 512 tokens. Given: 600\"}"),
                arguments(422, "{\"error\":\"tokenizer error x\",\"error_type\":\"Tokenizer\"}"),
                arguments(422, "{\"error\":\"Input validation error: x\",\"error_type\":\"validation\"}"),
                arguments(422, "{\"error\":\"Template error: x\",\"error_type\":\"template_error\"}"),
                arguments(422, "{\"error\":\"Tool error: x\",\"error_type\":\"tool_error\"}"),
                arguments(422, "Failed to deserialize the JSON body into the target type: inputs"),
                arguments(422, "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"field required\"}]}"),
                arguments(418, "I am a teapot"));
    }

    @ParameterizedTest
    @MethodSource("recordsFaults")
    void someFaultsAreTheRecords(int status, String body) {
        assertThat(classify(status, body).kind()).isEqualTo(REJECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Body cannot be read: the text was 'model not supported'",
                "Cannot parse: Content type \\\"x\\\" not supported",
                "You said: The requested model 'x' is not supported by any provider",
                "Not a date: 'The following `model_kwargs` are not used by the model: []'",
                "validation error: {\\\"error\\\":{\\\"code\\\":\\\"invalid_api_key\\\"}}",
                "Not a date: OpenAIException - {\\\"error\\\":{\\\"code\\\":\\\"invalid_api_key\\\"}}"
            })
    void aRecordThatIsQuotedCannotEndTheTask(String text) {
        assertThat(classify(400, error(text)).kind()).isEqualTo(REJECTED);
        assertThat(classify(424, error("Backend error: he said: model is not a classifier model"))
                        .kind())
                .isEqualTo(UNAVAILABLE);
    }

    static Stream<Arguments> configurationsFaults() {
        String notEnabled = "The requested model 'x' is not supported by any provider you have enabled.";
        return Stream.of(
                arguments(301, "", "endpoint.urls"),
                arguments(308, "Permanent Redirect", "endpoint.urls"),
                arguments(400, error("Model not supported by provider hf-inference"), "`model`"),
                arguments(400, error("Model org/m is not supported for task x and provider y"), "`model`"),
                arguments(400, "{\"error\":{\"message\":\"" + notEnabled + "\",\"param\":\"model\"}}", "`provider`"),
                arguments(400, "{\"error\":{\"message\":\"no\",\"code\":\"model_not_supported\"}}", "`provider`"),
                arguments(400, "{\"error\":{\"message\":\"no\",\"code\":\"model_not_found\"}}", "`model`"),
                arguments(400, error("Content type \\\"text/x\\\" not supported"), "`endpoint.api`"),
                arguments(400, error("Body needs to provide a inputs key, received: b'x'"), "`endpoint.api`"),
                arguments(
                        400,
                        error("The following `model_kwargs` are not used by the model: ['watermark'] (note: typos)"),
                        "`parameters.*`"),
                arguments(401, error("Invalid username or password."), "`token`"),
                arguments(401, error("Invalid credentials in Authorization header"), "`token`"),
                arguments(401, "", "`token`"),
                arguments(402, error("You have depleted your monthly included credits."), "billing"),
                arguments(402, error("You have exceeded your monthly included credits"), "`bill.to`"),
                arguments(402, error("You have reached the free monthly usage limit for groq."), "credits"),
                arguments(403, error("This authentication method does not have sufficient permissions"), "`token`"),
                arguments(403, error("Access to model a/b is restricted and you are not in the list"), "`token`"),
                arguments(403, error("The provider groq is disabled for this organization"), "`bill.to`"),
                arguments(404, error("Model a/b does not exist"), "`model`"),
                arguments(404, "{\"error\":{\"message\":\"no\",\"code\":\"model_not_found\"}}", "`model`"),
                arguments(404, "Not Found", "`endpoint.urls`"),
                arguments(405, "Method Not Allowed", "`endpoint.api`"),
                arguments(406, "", "`endpoint.api`"),
                arguments(407, "", "`proxy.url`"),
                arguments(
                        410, error("https://api-inference.huggingface.co is no longer supported."), "`endpoint.urls`"),
                arguments(410, error("The requested model is deprecated and no longer supported"), "`model`"),
                arguments(415, "", "`endpoint.api`"),
                arguments(421, "", "`endpoint.urls`"),
                arguments(
                        422,
                        "{\"message\":\"`dimensions` should be positive\",\"code\":422,\"type\":\"Validation\"}",
                        "`parameters.dimensions`"),
                arguments(424, error("Model is not an embedding model"), "`task`"),
                arguments(424, error("Model is not a classifier model"), "`task`"),
                arguments(424, error("model is not a re-ranker model"), "`task`"),
                arguments(424, error("Backend error: Model is not an embedding model"), "`task`"),
                arguments(424, error("`normalize` is not available for SPLADE models"), "`task`"),
                arguments(429, "{\"error\":{\"message\":\"no\",\"code\":\"insufficient_quota\"}}", "billing"),
                arguments(429, "{\"error\":{\"message\":\"no\",\"type\":\"insufficient_quota\"}}", "credits"),
                arguments(429, "{\"error\":{\"message\":\"no\",\"type\":\"insufficient_quota_error\"}}", "billing"));
    }

    @ParameterizedTest
    @MethodSource("configurationsFaults")
    void someFaultsAreTheConfigurationsAndSayWhatToChange(int status, String body, String change) {
        Failure failure = classify(status, body);

        assertThat(failure.kind()).isEqualTo(MISCONFIGURED);
        assertThat(failure.message()).contains(change);
    }

    static Stream<Arguments> servicesFaults() {
        return Stream.of(
                arguments(400, error("CUDA out of memory. Tried to allocate 20.00 MiB"), UNAVAILABLE),
                arguments(400, error("CUDA error: device-side assert triggered"), UNAVAILABLE),
                arguments(400, error("DefaultCPUAllocator: can't allocate memory"), UNAVAILABLE),
                arguments(400, error("We couldn't load the model: Connection error."), UNAVAILABLE),
                arguments(400, error("HTTPSConnectionPool: Max retries exceeded with url: /x"), UNAVAILABLE),
                arguments(408, "", UNAVAILABLE),
                arguments(409, "", UNAVAILABLE),
                arguments(424, "{\"error\":\"Backend error: x\",\"error_type\":\"Backend\"}", UNAVAILABLE),
                arguments(424, error("score is NaN"), UNAVAILABLE),
                arguments(
                        424,
                        "{\"error\":\"Request failed during generation\",\"error_type\":\"generation\"}",
                        UNAVAILABLE),
                arguments(429, "{\"error\":\"Model is overloaded\",\"error_type\":\"Overloaded\"}", OVERLOADED),
                arguments(429, "<html><title>Too Many Requests</title></html>", OVERLOADED),
                arguments(429, "", OVERLOADED),
                arguments(500, error("unknown error"), UNAVAILABLE),
                arguments(500, error("Model too busy, unable to get response in less than 120 second(s)"), UNAVAILABLE),
                arguments(500, "{\"error\":\"x\",\"error_type\":\"incomplete_generation\"}", UNAVAILABLE),
                arguments(500, "", UNAVAILABLE),
                arguments(502, "<html><head><title>502 Bad Gateway</title></head></html>", UNAVAILABLE),
                arguments(504, "", UNAVAILABLE),
                arguments(502, "", UNAVAILABLE),
                arguments(504, "<html><head><title>504 Gateway Time-out</title></head></html>", UNAVAILABLE),
                arguments(520, "", UNAVAILABLE),
                arguments(521, "", UNAVAILABLE),
                arguments(522, "error code: 522", UNAVAILABLE),
                arguments(523, "", UNAVAILABLE),
                arguments(524, "", UNAVAILABLE),
                arguments(503, "{\"error\":\"unhealthy\",\"error_type\":\"Unhealthy\"}", OVERLOADED),
                arguments(503, "{\"error\":\"unhealthy\",\"error_type\":\"healthcheck\"}", OVERLOADED),
                arguments(503, "", OVERLOADED));
    }

    @ParameterizedTest
    @MethodSource("servicesFaults")
    void someFaultsAreTheServices(int status, String body, FailureKind kind) {
        Failure failure = classify(status, body);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.loading()).isFalse();
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.attempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"Model x is currently loading\",\"estimated_time\":20.0}",
                "{\"error\":\"please wait\",\"estimated_time\":20.0}",
                "{\"error\":{\"message\":\"Loading model\",\"type\":\"unavailable_error\",\"code\":503}}",
                "{\"error\":\"The endpoint is scaled to zero\"}",
                "Endpoint is scaling up",
                "The endpoint is initializing"
            })
    void aModelThatIsNotThereYetIsWaitedFor(String body) {
        Failure failure = classify(503, body);

        assertThat(failure.kind()).isEqualTo(OVERLOADED);
        assertThat(failure.loading()).isTrue();
    }

    @Test
    void theServersHintIsKeptForWhatIsTriedAgain() {
        assertThat(classify(429, "", "Retry-After", "7").hint()).isEqualTo(Duration.ofSeconds(7));
        assertThat(classify(503, "{\"estimated_time\":20.5}").hint()).isEqualTo(Duration.ofMillis(20_500));
        assertThat(classify(413, "", "Retry-After", "7").hint()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:pass@other.example:8443/login?key=secret, https://other.example:8443",
        "http://other.example/login?key=secret, other.example",
        "/gateway/v1/embeddings/?next=secret, /gateway/v1/embeddings/",
        "http://user:pass@127.0.0.1:8080/predict/?key=secret, /predict/",
        "https://127.0.0.1:8080/login, https://127.0.0.1:8080"
    })
    void aRedirectNamesItsTargetAndNoMore(String location, String target) {
        Failure failure = classify(302, "", "Location", location);

        assertThat(failure.message())
                .contains("redirect to " + target + ")")
                .doesNotContain("user", "pass@", "secret", "login");
    }

    @Test
    void whereNothingIsThePathIsNamed() {
        assertThat(classify(404, "").message())
                .contains("/gateway/v1/embeddings")
                .doesNotContain("secret");
        assertThat(classify(405, "Method Not Allowed").message()).contains("/gateway/v1/embeddings");
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPageThatRepeatsItselfIsReadInNoTime() {
        for (String part : List.of("<title>", "<title", "<title >", "</title>")) {
            String page = "<" + part.repeat(64 * 1024 / part.length());

            for (int i = 0; i < 50; i++) {
                assertThat(classify(500, page).kind()).isEqualTo(UNAVAILABLE);
            }
        }
    }

    @Test
    void aMessageIsOneShortLine() {
        Failure failure = classify(500, "a\r\nforged log line\u2028" + "x".repeat(10_000));

        assertThat(failure.message()).hasSizeLessThan(210).doesNotContain("\r", "\n", "\u2028");
        assertThat(classify(500, "").message()).isEqualTo("The server gives no reason");
    }
}
