package io.github.hfconnect.http;

import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.server.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that end before their answer is there. */
class HttpCancellationTest {

    private static final MockResponse HANG = new MockResponse.Builder()
            .onResponseStart(SocketEffect.Stall.INSTANCE)
            .build();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private EndpointClient client() {
        Duration longerThanTheTest = Duration.ofMinutes(5);
        HttpSettings settings =
                new HttpSettings(longerThanTheTest, longerThanTheTest, 100_000, 2, null, null, Map.of());
        Endpoint endpoint = Endpoint.parse(server.url("/").toString());
        return EndpointClient.open(endpoint, "tei", ownEndpoint("feature-extraction"), settings);
    }

    private static MockResponse hang(boolean beforeTheAnswer) {
        MockResponse.Builder hang = new MockResponse.Builder().body("[[1,2]]");
        return (beforeTheAnswer
                        ? hang.onResponseStart(SocketEffect.Stall.INSTANCE)
                        : hang.onResponseBody(SocketEffect.Stall.INSTANCE))
                .build();
    }

    private Thread start(FutureTask<?> task) throws InterruptedException {
        Thread thread = new Thread(task);
        thread.start();
        server.takeRequest();
        return thread;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptionEndsTheCall(boolean beforeTheAnswer) throws InterruptedException {
        server.enqueue(hang(beforeTheAnswer));
        try (EndpointClient client = client()) {
            FutureTask<List<Prediction>> call = new FutureTask<>(() -> client.infer(texts("a")));
            start(call).interrupt();

            assertThatThrownBy(call::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void aThreadThatWasInterruptedBeforeMakesNoWait() {
        server.enqueue(HANG);
        try (EndpointClient client = client()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> client.infer(texts("a"))).isInstanceOf(InterruptedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closingEndsTheCallsThatHang(boolean beforeTheAnswer) throws InterruptedException {
        server.enqueue(hang(beforeTheAnswer));
        EndpointClient client = client();
        FutureTask<List<Prediction>> call = new FutureTask<>(() -> client.infer(texts("a")));
        start(call);
        client.close();

        assertThatThrownBy(call::get)
                .hasCauseInstanceOf(InferenceException.class)
                .hasMessageContaining("UNAVAILABLE")
                .hasMessageContaining("the client was closed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void waitingForWorkThatGoesOnEndsToo(boolean byInterruption) throws InterruptedException {
        server.enqueue(new MockResponse.Builder()
                .body("{\"id\":\"t\",\"status\":\"pending\",\"task_info\":{\"estimated_time\":600}}")
                .build());
        EndpointClient client = EndpointClient.open(
                Endpoint.parse(server.url("/").toString()), "evolink", ownEndpoint("text-to-image"), Fixtures.SETTINGS);
        FutureTask<List<Prediction>> call = new FutureTask<>(() -> client.infer(texts("a cat")));
        Thread thread = start(call);
        if (byInterruption) {
            thread.interrupt();
            assertThatThrownBy(call::get).hasCauseInstanceOf(InterruptedException.class);
        }
        client.close();

        assertThatThrownBy(call::get)
                .hasCauseInstanceOf(byInterruption ? InterruptedException.class : InferenceException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void closingAtAnyMomentEndsTheCall() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            server.enqueue(HANG);
            EndpointClient client = client();
            FutureTask<List<Prediction>> call = new FutureTask<>(() -> client.infer(texts("a")));
            new Thread(call).start();
            client.close();
            assertThatThrownBy(call::get).hasMessageContaining("the client was closed");
        }
    }

    @Test
    void aClosedClientAnswersAtOnce() {
        EndpointClient client = client();
        client.close();
        client.close();

        assertThat(failureOf(() -> client.infer(texts("a"))).message()).contains("the client was closed");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void asManyCallsAsThereAreThreadsRunAtOnce() throws Exception {
        int calls = 12;
        EndpointClient client = client();
        for (int i = 0; i < calls; i++) {
            server.enqueue(HANG);
        }
        for (int i = 0; i < calls; i++) {
            FutureTask<List<Prediction>> call = new FutureTask<>(() -> client.infer(texts("a")));
            start(call);
        }
        client.close();

        assertThat(server.getRequestCount()).isEqualTo(calls);
    }
}
