package io.github.hfconnect.http;

import static io.github.hfconnect.server.Fixtures.SETTINGS;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.resilience.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that embeds and says which commit it serves as Text Embeddings Inference 1.9 does, or in a header as hf-inference does. */
@Timeout(60)
class RevisedClientTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final FakeTime time = new FakeTime();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String info = info("\"a\"");
    private volatile @Nullable String header;
    private volatile int status = 200;

    private static String info(String sha) {
        return "{\"model_id\":\"org/m\",\"model_sha\":" + sha + ",\"model_type\":{\"embedding\":{}},"
                + "\"max_client_batch_size\":32}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"tei", "auto"})
    void eachPredictionSaysWhichCommitHasMadeIt(String api) throws Exception {
        try (RevisedClient client = client(api)) {
            assertThat(RevisedClient.known(List.of(client)).served()).isEmpty();

            assertThat(revision(client)).isEqualTo("a");
            assertThat(RevisedClient.known(List.of(client)).served()).containsExactly("a");
        }
    }

    @Test
    void whoAsksBeforeTheFirstCallIsTold() {
        try (RevisedClient client = client("tei")) {
            assertThat(RevisedClient.asked(List.of(client)).served()).containsExactly("a");
            assertThat(RevisedClient.asked(List.of(client)).served()).containsExactly("a");
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void aServerThatWasExchangedIsFoundOutAfterAMinute() throws Exception {
        try (RevisedClient client = client("tei")) {
            assertThat(revision(client)).isEqualTo("a");
            info = info("\"b\"");
            assertThat(revision(client)).isEqualTo("a");

            time.advance(ServerRevision.FRESH);

            assertThat(revision(client)).isEqualTo("b");
        }
    }

    @Test
    void aServerThatWasAwayIsAskedAtOnce() throws Exception {
        try (RevisedClient client = client("tei")) {
            assertThat(revision(client)).isEqualTo("a");
            info = info("\"b\"");
            status = 502;
            assertThatThrownBy(() -> client.infer(texts("x"))).isInstanceOf(InferenceException.class);
            status = 200;

            assertThat(revision(client)).isEqualTo("b");
        }
    }

    @Test
    void whileItCannotBeAskedWhatWasKnownHolds() {
        try (RevisedClient client = client("tei")) {
            assertThat(RevisedClient.asked(List.of(client)).served()).containsExactly("a");
            status = 503;
            time.advance(ServerRevision.FRESH);
            assertThat(RevisedClient.asked(List.of(client)).served()).containsExactly("a");
            assertThat(RevisedClient.asked(List.of(client)).served()).containsExactly("a");
            assertThat(asked).hasValue(2);

            status = 200;
            info = info("\"b\"");
            time.advance(Duration.ofSeconds(5));
            assertThat(RevisedClient.asked(List.of(client)).served()).containsExactly("b");
        }
    }

    @Test
    void aModelOfALocalDirectoryHasNone() throws Exception {
        info = info("null");
        try (RevisedClient client = client("tei")) {
            assertThat(revision(client)).isNull();
        }
    }

    @Test
    void aServerWithoutTheRouteIsAskedOnce() throws Exception {
        info = "";
        try (RevisedClient client = client("auto")) {
            assertThat(revision(client)).isNull();
            int questions = asked.get();
            time.advance(ServerRevision.FRESH);
            assertThat(revision(client)).isNull();
            assertThat(asked).hasValue(questions);
        }
    }

    @Test
    void whatAnAnswerSaysItselfHolds() throws Exception {
        header = "c";
        try (RevisedClient client = client("huggingface")) {
            assertThat(revision(client)).isEqualTo("c");
            assertThat(RevisedClient.asked(List.of(client)).served()).containsExactly("c");
            assertThat(asked).hasValue(0);
        }
    }

    private static @Nullable String revision(RevisedClient client) throws InterruptedException {
        return client.infer(texts("x")).get(0).origin().revision();
    }

    private RevisedClient client(String api) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request.getUrl().encodedPath());
            }
        });
        Endpoint endpoint = Endpoint.parse(server.url("/").toString());
        return new RevisedClient(
                EndpointClient.open(endpoint, api, ownEndpoint("feature-extraction"), SETTINGS),
                ServerRevision.of(endpoint, api, SETTINGS, time));
    }

    private MockResponse answer(String path) {
        if (path.equals("/info")) {
            asked.incrementAndGet();
            return response(info.isEmpty() ? 404 : status, info);
        }
        return path.startsWith("/v1") ? response(404, "") : response(status, "[[1.0,2.0]]");
    }

    private MockResponse response(int code, String body) {
        MockResponse.Builder response =
                new MockResponse.Builder().code(code).addHeader("Content-Type", "application/json");
        if (header != null) {
            response.addHeader("x-sha", header);
        }
        return response.body(body).build();
    }
}
