package io.github.hfconnect.server.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.server.ApiRequest;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * fal's queue: {@code {"request_id", "status", "response_url"}}, whose {@code response_url} with {@code /status} behind it says the
 * status, and by itself the result (fal.ai/docs/documentation/model-apis/inference/queue; {@code providers/fal-ai.ts} of the
 * official client 4.13.30, which asks the same paths behind the router). There is no status for a failure: what has failed is
 * {@code COMPLETED}, and the result is refused then with the reason (TanStack/ai#396). The queue has tried ten
 * times by itself by then (fal.ai/docs/documentation/serverless/reliability/retries).
 */
enum FalQueue implements Progress {
    INSTANCE;

    static final String ROOT = "fal-ai/";

    /** By which the router knows the queue from {@code fal.run}, which holds a request until it is answered. */
    static final String AT_QUEUE = "?_subdomain=queue";

    private static final String COMPLETED = "COMPLETED";

    /**
     * What is no input's (fal.ai/docs/documentation/model-apis/request-errors), said with the status since fal's client 1.x
     * ({@code error_type}). For all else the result's own refusal says more.
     */
    private static final Pattern OF_SERVICE = Pattern.compile("runner_\\w+|\\w+_timeout|internal_error|client_\\w+");

    @Override
    public State state(JsonNode answer) {
        if (!isStatus(answer)) {
            return State.DONE;
        }
        boolean failed = OF_SERVICE.matcher(answer.path("error_type").asText()).matches();
        return isCompleted(answer) && failed ? State.FAILED : State.GOING_ON;
    }

    private static boolean isStatus(JsonNode answer) {
        return answer.path("status").isTextual() && answer.has("response_url");
    }

    private static boolean isCompleted(JsonNode answer) {
        return answer.path("status").asText().equals(COMPLETED);
    }

    @Override
    public ApiRequest question(JsonNode answer, @Nullable ApiRequest asked) {
        String result = ROOT + Paths.of(answer.path("response_url"));
        return ApiRequest.get(result + (isCompleted(answer) ? "" : "/status") + AT_QUEUE);
    }

    @Override
    public Duration pause(JsonNode answer) {
        return isCompleted(answer) ? Duration.ZERO : Duration.ofSeconds(1);
    }

    @Override
    public Failure failure(JsonNode answer) {
        return WorkFailure.of(FailureKind.UNAVAILABLE, answer.path("error_type").asText(), answer.path("error"));
    }
}
