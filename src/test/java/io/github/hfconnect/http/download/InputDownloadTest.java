package io.github.hfconnect.http.download;

import static io.github.hfconnect.server.Fixtures.SETTINGS;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.http.EndpointClient;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.UrlFetch;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Pace;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of which records hold the URL. Any host but cdn.example plays the private network. */
class InputDownloadTest {

    private static final String GIF = "GIF89a";

    @StartStop
    private final MockWebServer host = new MockWebServer();

    private final GuardedDownload download = new GuardedDownload(
            SETTINGS, this::names, address -> address.getHostAddress().equals("127.0.0.1"));

    private final InputDownload images = new InputDownload(ownEndpoint("image-classification"), download);

    private List<InetAddress> names(String name) throws UnknownHostException {
        return switch (name) {
            case "cdn.example" -> Dns.SYSTEM.lookup("127.0.0.1");
            case "nowhere.example" -> throw new UnknownHostException(name);
            default -> Dns.SYSTEM.lookup("127.0.0.2");
        };
    }

    @AfterEach
    void close() {
        images.close();
    }

    private String url(String name) {
        HttpUrl url = host.url("/a.gif?sig=sEcReT").newBuilder().host(name).build();
        return url.toString();
    }

    private static ByteBuffer bytes(String content) {
        return ByteBuffer.wrap(content.getBytes(StandardCharsets.US_ASCII));
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private Failure failureOfFetching(String name) {
        return failureOf(() -> images.fetched(List.of(Input.of(url(name)))));
    }

    @Test
    void theContentTakesThePlaceOfItsUrlAndNoSecretIsSent() throws InterruptedException {
        host.enqueue(answer(200, GIF));

        Input fetched = images.fetched(List.of(new Input(Map.of(Input.MAIN, url("cdn.example")), Map.of("top_k", 2))))
                .get(0);

        assertThat(fetched).isEqualTo(new Input(Map.of(Input.MAIN, bytes(GIF)), Map.of("top_k", 2)));
        RecordedRequest request = host.takeRequest();
        assertThat(request.getHeaders().names()).doesNotContain("Authorization", "authorization");
    }

    @Test
    void bytesAndOtherInputsStayAsTheyAre() throws InterruptedException {
        Input image = Input.of(bytes(GIF));
        InputDownload texts = new InputDownload(ownEndpoint("text-classification"), download);

        assertThat(images.fetched(List.of(image))).containsExactly(image);
        assertThat(texts.fetched(List.of(Input.of(url("cdn.example"))))).containsExactly(Input.of(url("cdn.example")));
        assertThat(host.getRequestCount()).isZero();
    }

    @Test
    void ofSeveralPicturesEachUrlIsFetched() throws InterruptedException {
        host.enqueue(answer(200, GIF));
        InputDownload chat = new InputDownload(ownEndpoint("image-text-to-text"), download);
        Input input = new Input(Map.of("image", List.of(bytes("BM"), url("cdn.example"))), Map.of());

        assertThat(chat.fetched(List.of(input)).get(0).slots().get("image"))
                .isEqualTo(List.of(bytes("BM"), bytes(GIF)));
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED",
        "401, REJECTED",
        "403, REJECTED",
        "404, REJECTED",
        "410, REJECTED",
        "304, REJECTED",
        "425, UNAVAILABLE",
        "429, UNAVAILABLE",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void whatTheHostRefusesIsTheRecordsFaultAndWhatPassesIsNot(int status, FailureKind kind) {
        host.enqueue(answer(status, ""));

        Failure failure = failureOfFetching("cdn.example");

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message())
                .contains("cdn.example", String.valueOf(status))
                .doesNotContain("sEcReT", "a.gif");
    }

    @Test
    void aHostThatIsNotThereIsAnOutage() {
        assertThat(failureOfFetching("nowhere.example").kind()).isEqualTo(FailureKind.UNAVAILABLE);
    }

    @Test
    void aPrivateHostIsNotCalledAndEndsNoTask() {
        Failure failure = failureOfFetching("metadata.internal");

        assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failure.message()).contains("`input.fetch.private=true`");
        assertThat(host.getRequestCount()).isZero();
    }

    @Test
    void aRedirectIntoThePrivateNetworkIsNotFollowed() {
        host.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", url("metadata.internal"))
                .build());

        assertThat(failureOfFetching("cdn.example").kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(host.getRequestCount()).isEqualTo(1);
    }

    @Test
    void moreThanIsAllowedIsTheRecordsFault() {
        host.enqueue(answer(200, "x".repeat(SETTINGS.maxResponseBytes() + 1)));

        Failure failure = failureOfFetching("cdn.example");

        assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failure.message()).contains("`max.response.bytes`");
    }

    @Test
    void nothingAtAllIsTheRecordsFault() {
        host.enqueue(answer(200, ""));

        assertThat(failureOfFetching("cdn.example").kind()).isEqualTo(FailureKind.REJECTED);
    }

    @Test
    void whereNothingIsFetchedAUrlIsRefusedWithTheReasonAndAChatsIsPassedOn() throws InterruptedException {
        InputDownload off = InputDownload.of(ownEndpoint("image-classification"), SETTINGS);
        InputDownload chat = InputDownload.of(ownEndpoint("image-text-to-text"), SETTINGS);
        Input ofChat = new Input(Map.of("image", List.of(url("cdn.example"))), Map.of());

        Failure failure = failureOf(() -> off.fetched(List.of(Input.of(url("cdn.example")))));

        assertThat(failure.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failure.message()).contains("`input.fetch.url=true`");
        assertThat(failure.madeNoCall()).isTrue();
        assertThat(chat.fetched(List.of(ofChat))).containsExactly(ofChat);
        assertThat(host.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aModelIsAskedAboutTheContent(boolean alsoPrivate) throws Exception {
        HttpSettings settings = new HttpSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1000,
                1,
                "hf_sEcReT",
                null,
                Map.of(),
                null,
                null,
                Duration.ofSeconds(5),
                Pace.UNLIMITED,
                UrlFetch.OFF,
                UrlFetch.of(true, alsoPrivate),
                false);
        host.enqueue(answer(200, GIF));
        try (MockWebServer model = new MockWebServer()) {
            model.start();
            model.enqueue(answer(200, "[{\"label\":\"cat\",\"score\":1}]"));
            Endpoint endpoint = Endpoint.parse(model.url("/").toString());
            try (EndpointClient client =
                    EndpointClient.open(endpoint, "huggingface", ownEndpoint("image-classification"), settings)) {
                List<Input> inputs = List.of(Input.of(host.url("/a.gif").toString()));
                if (alsoPrivate) {
                    assertThat(client.infer(inputs)).hasSize(1);
                    assertThat(model.takeRequest().getHeaders().get("Content-Type"))
                            .isEqualTo("image/gif");
                    assertThat(host.takeRequest().getHeaders().get("Authorization"))
                            .isNull();
                } else {
                    assertThat(failureOf(() -> client.infer(inputs)).kind()).isEqualTo(FailureKind.REJECTED);
                    assertThat(model.getRequestCount()).isZero();
                }
            }
        }
    }
}
