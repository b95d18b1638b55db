package io.github.hfconnect.http;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.inference.FailureKind.MISCONFIGURED;
import static io.github.hfconnect.inference.FailureKind.OVERLOADED;
import static io.github.hfconnect.inference.FailureKind.REJECTED;
import static io.github.hfconnect.inference.FailureKind.UNAVAILABLE;
import static io.github.hfconnect.server.Fixtures.SETTINGS;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.ownEndpoint;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.http.download.Downloads;
import io.github.hfconnect.http.transport.Endpoint;
import io.github.hfconnect.http.transport.HttpTransport;
import io.github.hfconnect.inference.BatchLimits;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Manner;
import io.github.hfconnect.inference.Pace;
import io.github.hfconnect.inference.Prediction;
import io.github.hfconnect.inference.Time;
import io.github.hfconnect.resilience.FakeTime;
import io.github.hfconnect.resilience.RateLimit;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;

/** Work that a server takes on: ordered once, asked about until it is done. */
class ExchangeTest {

    private static final CallSpec SPEC = ownEndpoint("text-to-image");
    private static final String ORDER = "POST /v1/images/generations";
    private static final String QUESTION = "GET /v1/tasks/t-1";
    private static final String PENDING =
            "{\"id\":\"t-1\",\"status\":\"pending\",\"task_info\":{\"estimated_time\":45}}";
    private static final String DONE = "{\"id\":\"t-1\",\"status\":\"completed\",\"results\":[\"https://h/a.png\"]}";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final FakeTime time = new FakeTime();

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder().code(status).body(body).build());
    }

    private EndpointClient client(Time clock) {
        return client(clock, Duration.ofMinutes(10));
    }

    private EndpointClient client(Time clock, Duration timeout) {
        return client(clock, timeout, Pace.UNLIMITED);
    }

    private EndpointClient client(Time clock, Duration timeout, Pace pace) {
        HttpTransport transport =
                new HttpTransport(Endpoint.parse(server.url("/").toString()), SETTINGS);
        ServerApi api = ServerKinds.named("evolink").api(SPEC);
        Exchange exchange =
                new Exchange(transport, api, Downloads.of(SPEC, SETTINGS), new PollSchedule(clock, timeout, pace));
        return new HttpInferenceClient(transport, api, SPEC, BatchLimits.UNLIMITED, exchange);
    }

    private List<String> requests() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int i = server.getRequestCount(); i > 0; i--) {
            lines.add(server.takeRequest().getRequestLine().replace(" HTTP/1.1", ""));
        }
        return lines;
    }

    private static Object urlOf(List<Prediction> predictions) {
        return predictions.get(0).value();
    }

    @Test
    void workIsAskedAboutUntilItIsDone() throws InterruptedException {
        answer(200, PENDING);
        answer(200, PENDING.replace("pending", "processing"));
        answer(200, DONE);

        try (EndpointClient client = client(time)) {
            assertThat(urlOf(client.infer(texts("a cat")))).isEqualTo(Map.of("url", "https://h/a.png"));
        }
        assertThat(requests()).containsExactly(ORDER, QUESTION, QUESTION);
        assertThat(time.sleeps()).containsOnly(Duration.ofMillis(4500)).hasSize(2);
    }

    @Test
    void questionsKeepTheTasksRate() throws InterruptedException {
        RateLimit oneInAMinute = new RateLimit(1 / 60.0, time.nanos());
        oneInAMinute.reserve(time.nanos()); // The attempt that orders has taken its moment.
        answer(200, PENDING);
        answer(200, PENDING);
        answer(200, DONE);
        long start = time.nanos();

        try (EndpointClient client = client(time, Duration.ofMinutes(10), oneInAMinute)) {
            assertThat(client.infer(texts("a cat"))).hasSize(1);
        }
        assertThat(Duration.ofNanos(time.nanos() - start)).isBetween(Duration.ofSeconds(119), Duration.ofSeconds(121));
    }

    @Test
    void aQuestionWaitsWhereTheServerHasAskedAnotherCallForAPause() throws InterruptedException {
        answer(429, "{\"error\":{\"message\":\"m\",\"fallback_suggestion\":\"retry after 60 seconds\"}}");
        answer(200, PENDING);
        answer(200, DONE);

        try (EndpointClient client = client(time)) {
            assertThat(failureOf(() -> client.infer(texts("a dog"))).kind()).isEqualTo(OVERLOADED);
            long start = time.nanos();

            assertThat(client.infer(texts("a cat"))).hasSize(1);
            assertThat(Duration.ofNanos(time.nanos() - start)).isEqualTo(Duration.ofSeconds(60));
        }
    }

    @Test
    void anAddressThatEndsInTheRouteOfOrdersIsAskedAboutThemBesideIt() throws InterruptedException {
        answer(200, PENDING);
        answer(200, DONE);
        HttpTransport transport = new HttpTransport(
                Endpoint.parse(server.url("/v1/images/generations").toString()), SETTINGS);
        ServerApi api = ServerKinds.named("evolink").api(SPEC);
        PollSchedule schedule = new PollSchedule(time, Duration.ofMinutes(10), Pace.UNLIMITED);

        try (EndpointClient client = new HttpInferenceClient(
                transport,
                api,
                SPEC,
                BatchLimits.UNLIMITED,
                new Exchange(transport, api, Downloads.of(SPEC, SETTINGS), schedule))) {
            assertThat(client.infer(texts("a cat"))).hasSize(1);
        }
        assertThat(requests()).containsExactly(ORDER, QUESTION);
    }

    @Test
    void whatIsAnsweredAtOnceTakesOneRequest() throws InterruptedException {
        answer(200, "{\"created\":1,\"data\":[{\"url\":\"https://h/a.png\"}]}");

        try (EndpointClient client = client(time)) {
            assertThat(client.infer(texts("a cat"))).hasSize(1);
        }
        assertThat(requests()).containsExactly(ORDER);
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void aQuestionThatFailsIsAskedAgainAndNothingIsOrderedAnew() throws InterruptedException {
        answer(200, PENDING);
        answer(502, "<title>Bad Gateway</title>");
        answer(429, "{\"error\":{\"message\":\"m\",\"fallback_suggestion\":\"retry after 60 seconds\"}}");
        answer(200, "<html>Welcome</html>");
        answer(200, DONE);

        try (EndpointClient client = client(time)) {
            Failure gateway = failureOf(() -> client.infer(texts("a cat")));
            Failure limit = failureOf(() -> client.infer(texts("a cat")));
            Failure page = failureOf(() -> client.infer(texts("a cat")));

            assertThat(gateway.kind()).isEqualTo(UNAVAILABLE);
            assertThat(limit.kind()).isEqualTo(OVERLOADED);
            assertThat(limit.hint()).isEqualTo(Duration.ofSeconds(60));
            assertThat(page.kind()).isEqualTo(MALFORMED);
            assertThat(page.message()).endsWith("It begins: <html>Welcome</html>");
            assertThat(client.infer(texts("a cat"))).hasSize(1);
        }
        assertThat(requests()).containsExactly(ORDER, QUESTION, QUESTION, QUESTION, QUESTION);
    }

    /** Whom the server has forgotten it would refuse, for ever. */
    @Test
    void workThatTheServerHasForgottenByNowIsOrderedAnew() throws InterruptedException {
        answer(200, PENDING);
        answer(502, "");
        answer(200, DONE);

        try (EndpointClient client = client(time)) {
            failureOf(() -> client.infer(texts("a cat")));
            time.advance(UnfinishedWork.LONGEST_KEPT.plusSeconds(1));
            client.infer(texts("a cat"));
        }
        assertThat(requests()).containsExactly(ORDER, QUESTION, ORDER);
    }

    @Test
    void whatAnotherInputOrderedIsNotTaken() throws InterruptedException {
        answer(200, PENDING);
        answer(502, "");
        answer(200, PENDING.replace("t-1", "t-2"));
        answer(200, DONE.replace("a.png", "b.png"));

        try (EndpointClient client = client(time)) {
            assertThat(failureOf(() -> client.infer(texts("a cat"))).kind()).isEqualTo(UNAVAILABLE);
            assertThat(urlOf(client.infer(texts("a dog")))).isEqualTo(Map.of("url", "https://h/b.png"));
        }
        assertThat(requests()).containsExactly(ORDER, QUESTION, ORDER, "GET /v1/tasks/t-2");
    }

    @Test
    void workThatTakesTooLongFailsTheAttemptAndIsAskedAboutByTheNext() throws InterruptedException {
        String pending = PENDING.replace("45", "0");
        int questions = 6; // Every 2 s until 10 s are over.
        Collections.nCopies(1 + questions, pending).forEach(body -> answer(200, body));
        answer(200, DONE);

        try (EndpointClient client = client(time, Duration.ofSeconds(10))) {
            Failure failure = failureOf(() -> client.infer(texts("a cat")));

            assertThat(failure.kind()).isEqualTo(UNAVAILABLE);
            assertThat(failure.message()).contains("10 s", "`work.timeout.ms`");
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(server.getRequestCount()).isEqualTo(1 + questions);
            assertThat(client.infer(texts("a cat"))).hasSize(1);
        }
        assertThat(requests()).startsWith(ORDER).containsOnlyOnce(ORDER).endsWith(QUESTION);
    }

    @Test
    void workThatTheServerExpectsToTakeLongGetsItsTime() throws InterruptedException {
        int questions = 20; // Every 4.5 s, twice the 45 s that are expected.
        Collections.nCopies(questions, PENDING).forEach(body -> answer(200, body));
        answer(200, DONE);

        try (EndpointClient client = client(time, Duration.ofSeconds(10))) {
            assertThat(client.infer(texts("a cat"))).hasSize(1);
        }
        assertThat(time.sleeps()).hasSize(questions);
    }

    @Test
    void workThatHasFailedIsOrderedAgainByTheNextAttempt() throws InterruptedException {
        answer(200, PENDING);
        answer(200, "{\"id\":\"t-1\",\"status\":\"failed\",\"error\":{\"code\":\"service_error\",\"message\":\"m\"}}");
        answer(200, PENDING.replace("t-1", "t-2"));
        answer(200, "{\"status\":\"failed\",\"error\":{\"code\":\"content_policy_violation\",\"message\":\"m\"}}");

        try (EndpointClient client = client(time)) {
            Failure service = failureOf(() -> client.infer(texts("a cat")));

            assertThat(service.kind()).isEqualTo(UNAVAILABLE);
            assertThat(service.status()).isEqualTo(200);
            assertThat(service.endpoint()).isEqualTo(client.endpoint());
            assertThat(failureOf(() -> client.infer(texts("a cat"))).kind()).isEqualTo(REJECTED);
        }
        assertThat(requests()).containsExactly(ORDER, QUESTION, ORDER, "GET /v1/tasks/t-2");
    }

    @Test
    void aQuestionThatIsRefusedIsNotAskedAgain() throws InterruptedException {
        answer(200, PENDING);
        answer(404, "{\"error\":{\"code\":\"invalid_task_id\",\"message\":\"m\"}}");
        answer(200, PENDING);
        answer(200, DONE);

        try (EndpointClient client = client(time)) {
            assertThat(failureOf(() -> client.infer(texts("a cat"))).kind()).isEqualTo(MISCONFIGURED);
            assertThat(client.infer(texts("a cat"))).hasSize(1);
        }
        assertThat(requests()).containsExactly(ORDER, QUESTION, ORDER, QUESTION);
    }

    @Test
    void aHintFoundInAnAnswerIsKept() {
        answer(200, "{}");
        Failure found =
                Failure.of(OVERLOADED, "later").withHint(Duration.ofSeconds(7)).withManner(Manner.LOADING);

        try (EndpointClient client = clientThatReads(() -> {
            throw new InferenceException(found);
        })) {
            assertThat(failureOf(() -> client.infer(texts("a"))))
                    .isEqualTo(found.withStatus(200).withAttempts(1).withCall(client.endpoint(), null));
        }
    }

    @Test
    void anAnswerThatItsReaderIsNotPreparedForIsMalformedAndEndsNoTask() {
        answer(200, "{\"odd\":1}");
        Supplier<List<Object>> faulty = () -> {
            throw new StringIndexOutOfBoundsException("quotes the answer");
        };

        try (EndpointClient client = clientThatReads(faulty)) {
            InferenceException e = catchThrowableOfType(InferenceException.class, () -> client.infer(texts("a")));

            assertThat(e.failure().kind()).isEqualTo(MALFORMED);
            assertThat(e.failure().status()).isEqualTo(200);
            assertThat(e.failure().endpoint()).isEqualTo(client.endpoint());
            assertThat(e.failure().message())
                    .contains("StringIndexOutOfBoundsException", "It begins: {\"odd\":1}")
                    .doesNotContain("quotes the answer");
            assertThat(e).hasNoCause();
        }
    }

    private EndpointClient clientThatReads(Supplier<List<Object>> reading) {
        ServerApi api = new ServerApi() {
            @Override
            public CallSpec spec() {
                return SPEC;
            }

            @Override
            public boolean takesLists() {
                return false;
            }

            @Override
            public ApiRequest encode(List<Input> inputs) {
                return ApiRequest.get("");
            }

            @Override
            public List<Object> decode(Answer answer, List<Input> inputs) {
                return reading.get();
            }
        };
        HttpTransport transport =
                new HttpTransport(Endpoint.parse(server.url("/").toString()), SETTINGS);
        return new HttpInferenceClient(transport, api, SPEC, SETTINGS);
    }
}
