package io.github.hfconnect.server.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Novita behind the router: an order is answered {@code {"task_id"}}, and {@code task-result} says its status, with the videos where it
 * is done and the {@code reason} where it has failed (novita.ai/docs/api-reference/model-apis-task-result; {@code
 * providers/novita.ts} of the official client 4.13.30).
 */
public enum Novita implements Progress {
    INSTANCE;

    private static final String ROOT = "novita/v3/async/";

    private static final Map<String, State> ENDS =
            Map.of("TASK_STATUS_SUCCEED", State.DONE, "TASK_STATUS_FAILED", State.FAILED);

    public static ServerApi textToVideo(CallSpec spec) {
        return new OrderedWork(
                spec,
                inputs ->
                        Content.order(ROOT + Content.model(spec), Map.of("prompt", Content.text(inputs)), spec, inputs),
                INSTANCE,
                Result.media(spec, "/videos/0/video_url"));
    }

    @Override
    public State state(JsonNode answer) {
        if (answer.path("task_id").isTextual() && !answer.has("task")) {
            return State.GOING_ON;
        }
        return ENDS.getOrDefault(EXPECTED.text(answer.at("/task/status"), "a status"), State.GOING_ON);
    }

    @Override
    public ApiRequest question(JsonNode answer, @Nullable ApiRequest asked) {
        return asked == null ? ApiRequest.get(ROOT + "task-result?task_id=" + Paths.id(answer.path("task_id"))) : asked;
    }

    @Override
    public Duration pause(JsonNode answer) {
        return Duration.ofSeconds(2);
    }

    @Override
    public Failure failure(JsonNode answer) {
        return WorkFailure.of(answer.at("/task/reason"));
    }
}
