package io.github.hfconnect.http;

import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.settingsWithToken;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.http.download.Downloads;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpSettings;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.samples.Exchange.Question;
import io.github.hfconnect.samples.Samples;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.PromptSockets;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ProviderMapping;
import io.github.hfconnect.server.catalog.ProviderRoute;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders that providers behind the router take on, over the wire: none is placed twice while it may still be done. */
class ProviderWorkTest {

    private static final String AT_FAL = "https://queue.fal.run/fal-ai/flux/requests/r-1";
    private static final String QUEUED =
            "{\"request_id\":\"r-1\",\"status\":\"IN_QUEUE\",\"response_url\":\"" + AT_FAL + "\"}";
    private static final String COMPLETED = QUEUED.replace("IN_QUEUE", "COMPLETED");
    private static final String IMAGE = "{\"images\":[{\"url\":\"https://h/a.png\"}]}";

    private static final String FAL_ORDER = "POST /fal-ai/m?_subdomain=queue";
    private static final String FAL_STATUS = "GET /fal-ai/fal-ai/flux/requests/r-1/status?_subdomain=queue";
    private static final String FAL_RESULT = "GET /fal-ai/fal-ai/flux/requests/r-1?_subdomain=queue";

    private static final String ZAI_ORDER = "POST /zai-org/api/paas/v4/async/images/generations";
    private static final String ZAI_QUESTION = "GET /zai-org/api/paas/v4/async-result/z-1";

    @StartStop
    private final MockWebServer router = PromptSockets.server();

    private final FakeTime time = new FakeTime();

    static List<io.github.hfconnect.samples.Exchange> works() {
        return Samples.all().stream()
                .filter(exchange -> exchange.sample().has("provider"))
                .filter(exchange -> exchange.sample().has("answers"))
                .toList();
    }

    private static ServerApi api(String task, String provider) {
        CallSpec spec = new CallSpec(Tasks.named(task), "org/m", provider, Map.of(), true);
        return ProviderRoute.api(spec, new ProviderMapping(provider, "m", task, "live", null));
    }

    private EndpointClient client(ServerApi api) {
        HttpSettings settings = settingsWithToken("hf_token");
        HttpTransport transport =
                new HttpTransport(Endpoint.parse(router.url("/").toString()), settings);
        PollSchedule schedule = new PollSchedule(time, Duration.ofMinutes(10), Pace.UNLIMITED);
        Downloads downloads = Downloads.of(api.spec(), settings);
        return new HttpInferenceClient(
                transport, api, api.spec(), BatchLimits.UNLIMITED, new Exchange(transport, api, downloads, schedule));
    }

    private void answer(int status, String body) {
        router.enqueue(new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    private List<String> requests() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int i = router.getRequestCount(); i > 0; i--) {
            RecordedRequest request = router.takeRequest();
            assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer hf_token");
            lines.add(request.getRequestLine().replace(" HTTP/1.1", ""));
        }
        return lines;
    }

    @ParameterizedTest
    @MethodSource("works")
    void whatASampleOrdersIsThereInTheEnd(io.github.hfconnect.samples.Exchange sample) throws Exception {
        List<String> expected =
                new ArrayList<>(List.of("POST /" + sample.request().path()));
        for (Question question : sample.questions()) {
            expected.add("GET /" + question.request().path());
        }
        for (JsonNode each : sample.sample().path("answers")) {
            answer(200, each.toString());
        }

        try (EndpointClient client = client(sample.api())) {
            List<Object> values = client.infer(sample.inputs()).stream()
                    .map(Prediction::value)
                    .toList();
            assertThat(io.github.hfconnect.samples.Exchange.json(values)).isEqualTo(sample.predictions());
        }
        assertThat(requests()).isEqualTo(expected);
    }

    @Test
    void aQuestionThatFailsIsAskedAgainByTheNextAttemptAlsoWhereItsAnswersDoNotNameTheWork() throws Exception {
        answer(200, "{\"id\":\"z-1\",\"task_status\":\"PROCESSING\"}");
        answer(200, "{\"task_status\":\"PROCESSING\"}");
        answer(502, "");
        answer(200, "{\"task_status\":\"SUCCESS\",\"image_result\":[{\"url\":\"https://h/a.png\"}]}");

        try (EndpointClient client = client(api("text-to-image", "zai-org"))) {
            assertThat(failureOf(() -> client.infer(texts("a"))).kind()).isEqualTo(UNAVAILABLE);
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
        assertThat(requests()).containsExactly(ZAI_ORDER, ZAI_QUESTION, ZAI_QUESTION, ZAI_QUESTION);
    }

    @Test
    void aResultThatCannotBeHadNowIsAskedForAgain() throws Exception {
        answer(200, QUEUED);
        answer(200, COMPLETED);
        answer(502, "");
        answer(200, IMAGE);

        try (EndpointClient client = client(api("text-to-image", "fal-ai"))) {
            assertThat(failureOf(() -> client.infer(texts("a"))).kind()).isEqualTo(UNAVAILABLE);
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
        assertThat(requests()).containsExactly(FAL_ORDER, FAL_STATUS, FAL_RESULT, FAL_RESULT);
    }

    /** fal.ai/docs/documentation/model-apis/errors; that such a result is refused: TanStack/ai#396. */
    @Test
    void aResultThatIsRefusedForItsContentIsTheRecordsFault() throws Exception {
        answer(200, QUEUED);
        answer(200, COMPLETED);
        answer(
                422,
                "{\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"flagged by a content checker\","
                        + "\"type\":\"content_policy_violation\"}]}");

        try (EndpointClient client = client(api("text-to-image", "fal-ai"))) {
            Failure failure = failureOf(() -> client.infer(texts("a")));

            assertThat(failure.kind()).isEqualTo(REJECTED);
            assertThat(failure.isPresumed()).isFalse();
            assertThat(failure.message()).contains("flagged by a content checker");
        }
        assertThat(requests()).containsExactly(FAL_ORDER, FAL_STATUS, FAL_RESULT);
    }

    @ParameterizedTest
    @CsvSource({"runner_disconnected", "startup_timeout", "internal_error"})
    void whatFailedAtTheProviderIsOrderedAnewByTheNextAttempt(String type) throws Exception {
        answer(200, QUEUED);
        answer(200, COMPLETED.replace("}", ",\"error\":\"m\",\"error_type\":\"" + type + "\"}"));
        answer(200, QUEUED);
        answer(200, COMPLETED);
        answer(200, IMAGE);

        try (EndpointClient client = client(api("text-to-image", "fal-ai"))) {
            assertThat(failureOf(() -> client.infer(texts("a"))).kind()).isEqualTo(UNAVAILABLE);
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
        assertThat(requests()).containsExactly(FAL_ORDER, FAL_STATUS, FAL_ORDER, FAL_STATUS, FAL_RESULT);
    }

    @Test
    void workThatTakesTooLongFailsTheAttemptAndIsAskedAboutByTheNext() throws IOException, InterruptedException {
        for (int i = 0; i < 122; i++) { // Every 5 s, for ten minutes.
            answer(200, "{\"id\":\"z-1\",\"task_status\":\"PROCESSING\"}");
        }
        answer(200, "{\"task_status\":\"SUCCESS\",\"image_result\":[{\"url\":\"https://h/a.png\"}]}");

        try (EndpointClient client = client(api("text-to-image", "zai-org"))) {
            Failure failure = failureOf(() -> client.infer(texts("a")));

            assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
            assertThat(failure.message()).contains("600 s", "`work.timeout.ms`");
            assertThat(client.infer(texts("a"))).hasSize(1);
        }
        assertThat(requests()).containsOnlyOnce(ZAI_ORDER);
    }
}
