package io.github.hfconnect.http;

import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.settingsWithToken;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Quota;
import io.github.hfconnect.inference.Quota.Unit;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.task.catalog.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;

/** Answers and refusals alike tell what is left. */
class ToldQuotaTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final List<Quota> told = new ArrayList<>();

    private void answer(int status, String body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(response.build());
    }

    private EndpointClient client() {
        CallSpec spec = new CallSpec(Tasks.named("text-classification"), "m", null, Map.of(), false);
        return EndpointClient.open(
                Endpoint.parse(server.url("/").toString()), "tei", spec, settingsWithToken("hf_x"), told::addAll);
    }

    @Test
    void everyAnswerIsHeard() throws Exception {
        answer(200, "[[{\"label\":\"a\",\"score\":1}]]");
        answer(
                200,
                "[[{\"label\":\"a\",\"score\":1}]]",
                "x-ratelimit-limit-tokens",
                "60000",
                "x-ratelimit-remaining-tokens",
                "59000",
                "x-ratelimit-reset-tokens",
                "1s");
        answer(429, "{\"error\":\"slow down\"}", "RateLimit", "\"api\";r=0;t=55");

        try (EndpointClient client = client()) {
            client.infer(texts("a"));
            assertThat(told).isEmpty();
            client.infer(texts("a"));
            assertThat(failureOf(() -> client.infer(texts("a"))).kind()).isEqualTo(FailureKind.OVERLOADED);
        }

        assertThat(told)
                .containsExactly(
                        new Quota("x-ratelimit-tokens", Unit.TOKENS, 60_000L, 59_000, Duration.ofSeconds(1), null),
                        new Quota("ratelimit api", Unit.REQUESTS, null, 0, Duration.ofSeconds(55), null));
    }
}
