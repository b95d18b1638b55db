package io.github.hfconnect.http;

import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static io.github.hfconnect.server.Fixtures.SETTINGS;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.http.download.Downloads;
import io.github.hfconnect.http.download.ResultDownload;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.http.transport.UrlFetch;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.catalog.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;

class ResultFetchTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @Test
    void onlyWhereItIsAskedForIsAnythingFetched() {
        HttpSettings fetching = fetching(UrlFetch.PUBLIC);

        assertThat(ResultDownload.of(Tasks.named("text-to-image"), SETTINGS)).isNull();
        assertThat(ResultDownload.of(Tasks.named("text-classification"), fetching))
                .isNull();
        try (ResultDownload ofInternet = ResultDownload.of(Tasks.named("text-to-image"), fetching)) {
            assertThat(ofInternet).isNotNull();
            assertThat(failureOf(() -> Objects.requireNonNull(ofInternet)
                            .fetched(List.of(Map.of("url", server.url("/a.gif").toString())))))
                    .extracting(Failure::kind)
                    .isEqualTo(REJECTED);
        }
        assertThat(server.getRequestCount()).isZero();
    }

    private static HttpSettings fetching(UrlFetch from) {
        return new HttpSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1000,
                1,
                null,
                null,
                Map.of(),
                null,
                null,
                Duration.ofSeconds(5),
                Pace.UNLIMITED,
                from,
                UrlFetch.OFF,
                false);
    }

    @Test
    void aDownloadThatFailsIsRepeatedWithoutANewOrder() throws InterruptedException {
        HttpSettings settings = fetching(UrlFetch.ANYWHERE);
        CallSpec spec = ownEndpoint("text-to-image");
        HttpTransport transport =
                new HttpTransport(Endpoint.parse(server.url("/").toString()), settings);
        ServerApi api = ServerKinds.named("openai").api(spec);
        PollSchedule schedule = new PollSchedule(transport.time(), Duration.ofMinutes(10), Pace.UNLIMITED);
        server.enqueue(new MockResponse.Builder()
                .body("{\"data\":[{\"url\":\"" + server.url("/a.gif") + "\"}]}")
                .build());
        server.enqueue(new MockResponse.Builder().code(503).build());
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "image/gif")
                .body("GIF89a")
                .build());

        try (EndpointClient client = new HttpInferenceClient(
                transport,
                api,
                spec,
                BatchLimits.UNLIMITED,
                new Exchange(transport, api, Downloads.of(spec, settings), schedule))) {
            Failure failure = failureOf(() -> client.infer(texts("a cat")));
            assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
            assertThat(failure.endpoint()).isEqualTo(client.endpoint());
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(client.infer(texts("a cat"))).hasSize(1);
        }
        assertThat(server.takeRequest().getMethod()).isEqualTo("POST");
        assertThat(server.takeRequest().getMethod()).isEqualTo("GET");
        assertThat(server.takeRequest().getMethod()).isEqualTo("GET");
    }
}
