package io.github.hfconnect.http.download;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static io.github.hfconnect.server.Fixtures.SETTINGS;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.hfconnect.answer.MagicBytes;
import io.github.hfconnect.answer.MediaAnswer;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.server.Fixtures;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Results of which a server answers the URL. 127.0.0.2 plays the private network, 127.0.0.1 the internet. */
class ResultDownloadTest {

    private static final ByteBuffer GIF = ByteBuffer.wrap("GIF89a".getBytes(StandardCharsets.US_ASCII));
    private static final MediaAnswer MEDIA = new MediaAnswer(MagicBytes.IMAGE_OR_SOUND);

    private static boolean isAllowed(InetAddress address) {
        return !Objects.equals(address.getHostAddress(), "127.0.0.2");
    }

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final MockWebServer secret = new MockWebServer();

    private final ResultDownload download = new ResultDownload(MEDIA, guarded(SETTINGS));

    private GuardedDownload guarded(HttpSettings settings) {
        return new GuardedDownload(settings, this::names, ResultDownloadTest::isAllowed);
    }

    /** Names that a server could make up. */
    private List<InetAddress> names(String host) throws UnknownHostException {
        return switch (host) {
            case "cdn.example" -> Dns.SYSTEM.lookup("127.0.0.1");
            case "rebound.example" ->
                Stream.concat(names("cdn.example").stream(), names("127.0.0.2").stream())
                        .toList();
            case "nowhere.example" -> throw new UnknownHostException(host);
            default -> Dns.SYSTEM.lookup(host);
        };
    }

    @AfterEach
    void close() {
        download.close();
        secret.close();
    }

    private static MockResponse.Builder gif() {
        return new MockResponse.Builder().addHeader("Content-Type", "image/gif").body("GIF89a");
    }

    private static MockResponse redirect(String location) {
        return new MockResponse.Builder()
                .code(302)
                .addHeader("Location", location)
                .build();
    }

    private HttpUrl url(String host) {
        return server.url("/a.gif?sig=sEcReT").newBuilder().host(host).build();
    }

    private static List<Object> pointingTo(HttpUrl url) {
        return List.of(Map.of("url", url.toString()));
    }

    private Failure failureOfFetching(HttpUrl url) {
        return failureOf(() -> download.fetched(pointingTo(url)));
    }

    @Test
    void theContentStandsBesideItsUrl() throws InterruptedException {
        server.enqueue(gif().build());
        HttpUrl url = url("cdn.example");

        assertThat(download.fetched(pointingTo(url)))
                .containsExactly(Map.of("content", GIF, "content_type", "image/gif", "url", url.toString()));
        assertThat(download.fetched(List.of(Map.of("content", GIF)))).containsExactly(Map.of("content", GIF));
    }

    @Test
    void noTokenAndNoHeaderOfOursIsSent() throws InterruptedException {
        HttpSettings settings = Fixtures.settings(Map.of("X-Key", "sEcReT", "Authorization", "Bearer sEcReT"));
        server.enqueue(gif().build());

        try (ResultDownload ofSettings = new ResultDownload(MEDIA, guarded(settings))) {
            ofSettings.fetched(pointingTo(url("cdn.example")));
        }
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getHeaders().toString()).doesNotContain("sEcReT", "Authorization", "X-Key");
    }

    @Test
    void aPrivateHostIsNotCalled() throws Exception {
        secret.start(InetAddress.getByName("127.0.0.2"), 0);
        HttpUrl literal = secret.url("/key").newBuilder().host("127.0.0.2").build();
        HttpUrl rebound = literal.newBuilder().host("rebound.example").build();

        for (HttpUrl url : List.of(literal, rebound)) {
            Failure failure = failureOfFetching(url);
            assertThat(failure.kind())
                    .as("who chooses the URL is no configuration")
                    .isEqualTo(REJECTED);
            assertThat(failure.message()).contains(Endpoint.alias(url), "`output.fetch.private=true`");
        }
        assertThat(secret.getRequestCount()).isZero();
    }

    @Test
    void aRedirectIsFollowedButNotIntoAPrivateNetwork() throws Exception {
        secret.start(InetAddress.getByName("127.0.0.2"), 0);
        server.enqueue(redirect("/b.gif"));
        server.enqueue(gif().build());
        server.enqueue(redirect(
                secret.url("/key").newBuilder().host("127.0.0.2").build().toString()));

        assertThat(download.fetched(pointingTo(url("cdn.example")))).hasSize(1);
        assertThat(failureOfFetching(url("cdn.example")).kind()).isEqualTo(REJECTED);
        assertThat(secret.getRequestCount()).isZero();
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void redirectsEnd() {
        for (int i = 0; i < 6; i++) {
            server.enqueue(redirect("/b.gif"));
        }
        assertThat(failureOfFetching(url("cdn.example")).message()).endsWith("there are more than 5 redirects");
        server.enqueue(redirect("file:///etc/passwd"));
        assertThat(failureOfFetching(url("cdn.example")).message()).endsWith("its server answers 302");
    }

    @Test
    void whatCannotBeFetchedIsAFailureWithoutTheUrlsKey() {
        server.enqueue(new MockResponse.Builder().code(403).body("expired").build());
        server.enqueue(gif().body("x".repeat(1_000_001)).build());
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/html")
                .body("<html></html>")
                .build());

        assertThat(failureOfFetching(url("cdn.example"))).satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
            assertThat(failure.message()).endsWith("its server answers 403").doesNotContain("sEcReT");
        });
        assertThat(failureOfFetching(url("cdn.example"))).satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(MALFORMED);
            assertThat(failure.message()).contains("`max.response.bytes`").doesNotContain("sEcReT");
        });
        assertThat(failureOfFetching(url("cdn.example")).kind()).isEqualTo(MALFORMED);
        assertThat(failureOfFetching(url("cdn.example").newBuilder().port(1).build()))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
                    assertThat(failure.message()).doesNotContain("sEcReT");
                });
        assertThat(failureOfFetching(url("nowhere.example")).kind()).isEqualTo(UNAVAILABLE);
    }

    @Test
    void aServerThatHangsEndsByTheRequestTimeout() {
        HttpSettings impatient =
                new HttpSettings(Duration.ofSeconds(5), Duration.ofMillis(200), 1000, 1, null, null, Map.of());
        server.enqueue(gif().onResponseStart(SocketEffect.Stall.INSTANCE).build());

        try (ResultDownload download = new ResultDownload(MEDIA, guarded(impatient))) {
            assertThat(failureOf(() -> download.fetched(pointingTo(url("cdn.example"))))
                            .kind())
                    .isEqualTo(UNAVAILABLE);
        }
    }

    @Test
    void closingEndsADownload() throws InterruptedException {
        server.enqueue(gif().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        FutureTask<List<Object>> call = new FutureTask<>(() -> download.fetched(pointingTo(url("cdn.example"))));
        new Thread(call).start();
        server.takeRequest();
        download.close();

        assertThatThrownBy(call::get).isInstanceOf(ExecutionException.class).hasMessageContaining("UNAVAILABLE");
    }

    @Test
    void asManyAreFetchedAtOnceAsCallsMayBeInFlight() throws Exception {
        int many = 12;
        CountDownLatch arrived = new CountDownLatch(many);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                arrived.countDown();
                boolean all = arrived.await(20, TimeUnit.SECONDS);
                return all
                        ? gif().build()
                        : new MockResponse.Builder().code(500).build();
            }
        });
        List<FutureTask<List<Object>>> fetching = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            FutureTask<List<Object>> task = new FutureTask<>(() -> download.fetched(pointingTo(url("cdn.example"))));
            new Thread(task).start();
            fetching.add(task);
        }

        for (FutureTask<List<Object>> task : fetching) {
            assertThat(task.get()).hasSize(1);
        }
    }
}
