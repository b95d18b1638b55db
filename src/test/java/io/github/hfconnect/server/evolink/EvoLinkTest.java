package io.github.hfconnect.server.evolink;

import static io.github.hfconnect.inference.FailureKind.MALFORMED;
import static io.github.hfconnect.server.Fixtures.answer;
import static io.github.hfconnect.server.Fixtures.body;
import static io.github.hfconnect.server.Fixtures.failureOf;
import static io.github.hfconnect.server.Fixtures.json;
import static io.github.hfconnect.server.Fixtures.ok;
import static io.github.hfconnect.server.Fixtures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.ErrorBody;
import io.github.hfconnect.http.transport.FailureClassifier;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.FollowUp;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.catalog.ServerKinds;
import io.github.hfconnect.task.catalog.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvoLinkTest {

    private static final HttpUrl ASKED = HttpUrl.get("http://127.0.0.1:8080/");

    private static final String ORDERED = "{\"created\":1757156493,\"id\":\"task-unified-1757156493-imcg5zqt\","
            + "\"model\":\"m\",\"object\":\"image.generation.task\",\"progress\":0,\"status\":\"pending\",\"task_info\":"
            + "{\"can_cancel\":true,\"estimated_time\":45},\"type\":\"image\",\"usage\":{\"credits_reserved\":1.6}}";

    private static ServerApi api(String task) {
        return ServerKinds.named("evolink").api(new CallSpec(Tasks.named(task), "m", null, Map.of("n", 1), false));
    }

    @ParameterizedTest
    @CsvSource({"text-to-image, v1/images/generations", "text-to-video, v1/videos/generations"})
    void anOrderIsAPrompt(String task, String path) throws IOException {
        ApiRequest request = api(task).encode(texts("a cat"));

        assertThat(api(task).takesLists()).isFalse();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo(path);
        assertThat(body(request)).isEqualTo(json("{\"model\":\"m\",\"prompt\":\"a cat\",\"n\":1}"));
    }

    @Test
    void aChatIsSpokenAsOpenAiDoes() {
        assertThat(api("chat-completion").encode(texts("hi")).path()).isEqualTo("v1/chat/completions");
        assertThat(api("chat-completion").next(ok("{\"choices\":[]}"), texts("a"), null))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "processing", "queued"})
    void aTaskThatIsNotDoneIsAskedAbout(String status) {
        FollowUp next = api("text-to-image")
                .next(ok(ORDERED.replace("pending", status)), texts("a"), null)
                .orElseThrow();

        assertThat(next.request().method()).isEqualTo("GET");
        assertThat(next.request().path()).isEqualTo("v1/tasks/task-unified-1757156493-imcg5zqt");
        assertThat(next.after()).isEqualTo(Duration.ofMillis(4500));
        assertThat(next.expected()).isEqualTo(Duration.ofSeconds(45));
    }

    @ParameterizedTest
    @CsvSource({"0, 2000", "1, 1000", "45, 4500", "600, 10000"})
    void thePauseFollowsTheEstimate(long seconds, long millis) {
        assertThat(EvoLinkGeneration.pause(Duration.ofSeconds(seconds))).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void anEstimateNeedNotMakeSense() {
        for (String estimate : new String[] {"-5", "null", "\"soon\"", "1e300"}) {
            assertThat(api("text-to-image").next(ok(ORDERED.replace("45", estimate)), texts("a"), null))
                    .hasValueSatisfying(
                            next -> assertThat(next.after()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"t\",\"status\":\"completed\",\"progress\":100,\"results\":[\"https://h.example/a.png\"]}",
                "{\"created\":1,\"data\":[{\"url\":\"https://h.example/a.png\"}]}"
            })
    void theResultIsAUrl(String json) {
        ServerApi api = api("text-to-image");

        assertThat(api.next(ok(json), texts("a"), null)).isEmpty();
        assertThat(api.decode(ok(json), texts("a"))).containsExactly(Map.of("url", "https://h.example/a.png"));
    }

    @ParameterizedTest
    @CsvSource({
        "failed, content_policy_violation, REJECTED",
        "failed, invalid_parameters, REJECTED",
        "failed, image_processing_error, REJECTED",
        "failed, image_dimension_mismatch, REJECTED",
        "failed, request_cancelled, REJECTED",
        "failed, service_error, UNAVAILABLE",
        "failed, generation_timeout, UNAVAILABLE",
        "failed, resource_exhausted, UNAVAILABLE",
        "failed, quota_exceeded, UNAVAILABLE",
        "failed, service_unavailable, UNAVAILABLE",
        "failed, generation_failed_no_content, UNAVAILABLE",
        "failed, resource_not_found, UNAVAILABLE",
        "failed, unknown_error, UNAVAILABLE",
        "cancelled, request_cancelled, REJECTED"
    })
    void aFailedTaskIsJudgedByItsCode(String status, String code, FailureKind kind) {
        Answer answer = ok("{\"id\":\"t\",\"status\":\"" + status + "\",\"error\":{\"code\":\"" + code
                + "\",\"message\":\"why\"}}");
        Failure failure = failureOf(() -> api("text-to-image").decode(answer, texts("a")));

        assertThat(api("text-to-image").next(answer, texts("a"), null)).isEmpty();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).isEqualTo("The task failed (" + code + "): why");
    }

    @Test
    void aFailureNeedNotSayWhy() {
        Failure failed = failureOf(() -> api("text-to-image").decode(ok("{\"status\":\"failed\"}"), texts("a")));
        Failure cancelled = failureOf(() -> api("text-to-image").decode(ok("{\"status\":\"cancelled\"}"), texts("a")));

        assertThat(failed.kind()).isEqualTo(FailureKind.UNAVAILABLE);
        assertThat(failed.message()).contains("no reason");
        assertThat(cancelled.kind()).isEqualTo(FailureKind.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html></html>",
                "[]",
                "{\"error\":{\"code\":\"x\",\"message\":\"m\"}}",
                "{\"id\":\"t\"}",
                "{\"id\":\"t\",\"status\":7}",
                "{\"status\":\"pending\"}",
                "{\"id\":\"../x\",\"status\":\"pending\"}",
                "{\"id\":\"t\",\"status\":\"completed\"}",
                "{\"id\":\"t\",\"status\":\"completed\",\"results\":[]}",
                "{\"id\":\"t\",\"status\":\"completed\",\"results\":[\"/a.png\"]}",
                "{\"id\":\"t\",\"status\":\"completed\",\"results\":[\"data:\"]}"
            })
    void anythingElseIsMalformed(String json) {
        assertThat(failureOf(() -> api("text-to-image").next(ok(json), texts("a"), null))
                        .kind())
                .isEqualTo(MALFORMED);
    }

    @Test
    void anErrorsCodeMayBeAWord() {
        String error =
                "{\"error\":{\"code\":\"invalid_task_id\",\"message\":\"m\",\"type\":\"invalid_request_error\"}}";

        assertThat(ErrorBody.of(answer(400, error).answer(), name -> null).code())
                .isEqualTo("invalid_task_id");
        assertThat(FailureClassifier.classify(answer(400, error), ASKED, 0, Instant.EPOCH, UnaryOperator.identity())
                        .kind())
                .isEqualTo(FailureKind.REJECTED);
        assertThat(FailureClassifier.classify(answer(404, error), ASKED, 0, Instant.EPOCH, UnaryOperator.identity())
                        .kind())
                .isEqualTo(FailureKind.MISCONFIGURED);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, , REJECTED, ",
        "401, authentication_error, , MISCONFIGURED, ",
        "402, insufficient_quota_error, , MISCONFIGURED, ",
        "403, permission_error, , MISCONFIGURED, ",
        "404, not_found_error, , MISCONFIGURED, ",
        "413, request_too_large_error, , REJECTED, ",
        "429, rate_limit_error, retry after 60 seconds, OVERLOADED, 60",
        "500, internal_server_error, , UNAVAILABLE, ",
        "502, upstream_error, try another model, UNAVAILABLE, ",
        "503, service_unavailable_error, Retry after 30s, OVERLOADED, 30"
    })
    void errorsAreJudgedByTheirStatus(
            int status, String type, @Nullable String suggestion, FailureKind kind, @Nullable Integer seconds) {
        String error = "{\"error\":{\"code\":" + status + ",\"message\":\"m\",\"type\":\"" + type
                + "\",\"fallback_suggestion\":" + (suggestion == null ? "null" : '"' + suggestion + '"') + "}}";
        Failure failure =
                FailureClassifier.classify(answer(status, error), ASKED, 0, Instant.EPOCH, UnaryOperator.identity());

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).startsWith("m");
        assertThat(failure.loading()).isFalse();
        assertThat(failure.hint()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }
}
