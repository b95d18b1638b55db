package io.github.hfconnect.server.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.server.ApiRequest;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replicate's predictions: {@code {"id", "status", "output", "error", "urls": {"get"}}}
 * (replicate.com/docs/topics/predictions/create-a-prediction). Files are there as soon as {@code output} is, even while the status
 * is still {@code processing}. The official client 4.13.30 does not ask again: it waits up to a minute for the only answer.
 */
enum ReplicatePredictions implements Progress {
    INSTANCE;

    static final String ROOT = "replicate/";

    private static final Set<String> FAILED = Set.of("failed", "canceled", "aborted");

    @Override
    public State state(JsonNode answer) {
        String status = EXPECTED.text(answer.path("status"), "a status");
        if (FAILED.contains(status)) {
            return State.FAILED;
        }
        return status.equals("succeeded") || answer.hasNonNull("output") ? State.DONE : State.GOING_ON;
    }

    @Override
    public ApiRequest question(JsonNode answer, @Nullable ApiRequest asked) {
        return ApiRequest.get(ROOT + Paths.of(answer.at("/urls/get")));
    }

    @Override
    public Duration pause(JsonNode answer) {
        return Duration.ofSeconds(2);
    }

    @Override
    public Failure failure(JsonNode answer) {
        return WorkFailure.of(answer.path("error"));
    }
}
