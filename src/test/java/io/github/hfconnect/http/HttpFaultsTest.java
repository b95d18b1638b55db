package io.github.hfconnect.http;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.inference.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network and a server at its worst can do to a call. */
class HttpFaultsTest {

    private static final Duration LONG = Duration.ofSeconds(50);
    private static final int MAX_BYTES = 100_000;

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private EndpointClient client(Duration requestTimeout) {
        return client(server.url("/").toString(), requestTimeout);
    }

    private static EndpointClient client(String url, Duration requestTimeout) {
        HttpSettings settings =
                new HttpSettings(Duration.ofSeconds(5), requestTimeout, MAX_BYTES, 2, "hf_x", null, Map.of());
        return EndpointClient.open(Endpoint.parse(url), "tei", ownEndpoint("feature-extraction"), settings);
    }

    private Failure failureOfAnswer(MockResponse.Builder answer, Duration requestTimeout) {
        server.enqueue(answer.build());
        try (EndpointClient client = client(requestTimeout)) {
            return failureOf(() -> client.infer(texts("a")));
        }
    }

    @Test
    void aRequestThatMeetsAClosedConnectionSaysNothingAboutItsInput() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return request.getExchangeIndex() > 0
                        ? new MockResponse.Builder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build()
                        : new MockResponse.Builder().body("[[1,2]]").build();
            }
        });
        try (EndpointClient client = client(server.url("/").toString(), LONG)) {
            for (int call = 0; call < 3; call++) {
                assertThat(client.infer(texts("a"))).as("on a new connection").hasSize(1);
                Failure failure = failureOf(() -> client.infer(texts("a")));
                assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
                assertThat(failure.metClosedConnection()).isTrue();
                assertThat(failure.mayBeAnInputs()).isFalse();
            }
        }
    }

    @Test
    void aNewConnectionThatIsClosedMayBeTheInputsFault() throws Exception {
        Failure failure =
                failureOfAnswer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()), LONG);

        assertThat(failure.metClosedConnection()).isFalse();
        assertThat(failure.mayBeAnInputs()).isTrue();
    }

    private static byte[] gzip(byte[] bytes, int times) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            for (int i = 0; i < times; i++) {
                gzip.write(bytes);
            }
        }
        return compressed.toByteArray();
    }

    @Test
    void aCompressedAnswerIsRead() throws Exception {
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(gzip("[[1,2]]".getBytes(StandardCharsets.UTF_8), 1)))
                .addHeader("Content-Encoding", "gzip")
                .build());

        try (EndpointClient client = client(LONG)) {
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
    }

    @Test
    void aSmallAnswerThatUnpacksToAHugeOneIsCutOff() throws IOException {
        byte[] bomb = gzip(new byte[1_000_000], 100);

        Failure failure = failureOfAnswer(
                new MockResponse.Builder().body(new Buffer().write(bomb)).addHeader("Content-Encoding", "gzip"), LONG);

        assertThat(failure.kind()).isEqualTo(MALFORMED);
        assertThat(failure.message()).contains("`max.response.bytes`=100000");
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_BYTES + 1, 20_000_000})
    void aHugeAnswerIsCutOff(int bytes) {
        Failure failure = failureOfAnswer(new MockResponse.Builder().chunkedBody(" ".repeat(bytes), 8192), LONG);

        assertThat(failure.kind()).isEqualTo(MALFORMED);
        assertThat(failure.message()).contains("`max.response.bytes`");
    }

    @Test
    void aHugeErrorIsStillClassifiedByItsStatus() {
        Failure failure = failureOfAnswer(new MockResponse.Builder().code(500).body("x".repeat(20_000_000)), LONG);

        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(failure.status()).isEqualTo(500);
    }

    @Test
    void anAnswerThatDripsEndsByTheRequestTimeout() {
        MockResponse.Builder drip =
                new MockResponse.Builder().body("[" + " ".repeat(10_000)).throttleBody(1, 20, TimeUnit.MILLISECONDS);

        assertThat(failureOfAnswer(drip, Duration.ofMillis(300)).message()).contains("`request.timeout.ms`");
    }

    @Test
    void aServerThatHangsEndsByTheRequestTimeout() {
        MockResponse.Builder hang = new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE);

        Failure failure = failureOfAnswer(hang, Duration.ofMillis(300));

        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(failure.message()).contains("`request.timeout.ms`");
        assertThat(failure.attempts()).isEqualTo(1);
    }

    /** As NVIDIA's hosted functions answer where the work takes longer than a call may (docs.api.nvidia.com/nim/reference/statuspolling). */
    @Test
    void aFunctionThatIsNotDoneYetIsUnavailable() {
        Failure failure = failureOfAnswer(new MockResponse.Builder().code(202).addHeader("NVCF-REQID", "4a6b"), LONG);

        assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
        assertThat(failure.status()).isEqualTo(202);
        assertThat(failure.message()).contains("not done yet");
    }

    @Test
    void anyOtherAnswerOfThatStatusIsReadAsOne() throws InterruptedException {
        assertThat(failureOfAnswer(new MockResponse.Builder().code(202), LONG).kind())
                .isEqualTo(MALFORMED);
        server.enqueue(new MockResponse.Builder()
                .code(202)
                .addHeader("NVCF-REQID", "4a6b")
                .body("[[1,2]]")
                .build());
        try (EndpointClient client = client(LONG)) {
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
    }

    @Test
    void aConnectionThatBreaksIsNotTriedAgainUnseen() {
        SocketEffect close = new SocketEffect.CloseSocket();

        assertThat(failureOfAnswer(new MockResponse.Builder().onResponseStart(close), LONG)
                        .kind())
                .isEqualTo(UNAVAILABLE);
        assertThat(failureOfAnswer(new MockResponse.Builder().body("[[1,2]]").onResponseBody(close), LONG)
                        .kind())
                .isEqualTo(UNAVAILABLE);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aReusedConnectionThatBreaksIsNotReplacedUnseen() throws InterruptedException {
        server.enqueue(new MockResponse.Builder().body("[[1,2]]").build());
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(new MockResponse.Builder().body("[[1,2]]").build());

        try (EndpointClient client = client(LONG)) {
            assertThat(client.infer(texts("a"))).hasSize(1);
            assertThat(failureOf(() -> client.infer(texts("a"))).kind()).isEqualTo(UNAVAILABLE);
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aRefusedConnectionIsAnOutage() throws IOException {
        String url = server.url("/").toString();
        server.close();

        try (EndpointClient client = client(url, LONG)) {
            Failure failure = failureOf(() -> client.infer(texts("a")));
            assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
            assertThat(failure.endpoint()).isEqualTo(client.endpoint());
        }
    }

    @Test
    void somethingThatIsNotHttpIsAnOutage() {
        MockResponse.Builder noHttp = new MockResponse.Builder().status("SSH-2.0-OpenSSH_9.6 whatever");

        assertThat(failureOfAnswer(noHttp, LONG).kind()).isEqualTo(UNAVAILABLE);
    }
}
