package io.github.hfconnect.http;

import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.settingsWithToken;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a connection is used for a second call: HTTP/1.0 ends one with its answer unless the answer says otherwise, HTTP/1.1 keeps it. */
class KeptConnectionTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private EndpointClient client(String api) {
        return EndpointClient.open(
                Endpoint.parse(server.url("/").toString()),
                api,
                ownEndpoint("feature-extraction"),
                settingsWithToken("hf_x"));
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.0, , 0", "HTTP/1.0, Keep-Alive, 1", "HTTP/1.1, , 1", "HTTP/1.1, close, 0"})
    void theSecondCallIsMadeOnAConnectionThatIsStillOpen(String protocol, String connection, int callsBefore)
            throws InterruptedException {
        MockResponse.Builder answer = new MockResponse.Builder().body("[[1,2]]").status(protocol + " 200 OK");
        if (connection != null) {
            answer.setHeader("Connection", connection);
        }
        server.enqueue(answer.build());
        server.enqueue(answer.build());

        try (EndpointClient client = client("tei")) {
            client.infer(texts("a"));
            client.infer(texts("b"));
        }

        server.takeRequest();
        assertThat(server.takeRequest().getExchangeIndex()).isEqualTo(callsBefore);
    }

    @Test
    void aServerThatClosesWithEachAnswerStillTellsThatTheTokenIsWrong() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean describes = "GET".equals(request.getMethod());
                return new MockResponse.Builder()
                        .status("HTTP/1.0 " + (describes ? "404 Not Found" : "401 Unauthorized"))
                        .onResponseEnd(new SocketEffect.CloseSocket())
                        .build();
            }
        });

        try (EndpointClient client = client("auto")) {
            Failure failure = failureOf(() -> client.infer(texts("a")));
            assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
            assertThat(failure.message()).contains("`token`");
        }
    }
}
