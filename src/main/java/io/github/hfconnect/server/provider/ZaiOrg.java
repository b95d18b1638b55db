package io.github.hfconnect.server.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Z.ai behind the router: an order of {@code {"model", "prompt"}}, answered {@code {"id", "task_status"}}, and its result at
 * {@code async-result/{id}} (docs.z.ai/api-reference/image/generate-image-async and get-image-status; {@code providers/zai-org.ts}
 * of the official client 4.13.30, whose two headers and pause these are). A result that is not there yet does not repeat the id.
 */
public enum ZaiOrg implements Progress {
    INSTANCE;

    private static final String ROOT = "zai-org/api/paas/v4/";

    /** Its policy refuses what was asked or made (docs.z.ai/api-reference/api-code). */
    private static final Set<String> OF_INPUT = Set.of("1300", "1301");

    private static final Map<String, State> ENDS = Map.of("SUCCESS", State.DONE, "FAIL", State.FAILED);

    public static ServerApi textToImage(CallSpec spec) {
        return new OrderedWork(
                spec, inputs -> order(spec, inputs), INSTANCE, Result.media(spec, "/image_result/0/url"));
    }

    private static ApiRequest order(CallSpec spec, List<Input> inputs) {
        Map<String, ?> values = Content.values("model", Content.model(spec), "prompt", Content.text(inputs));
        return named(Content.order(ROOT + "async/images/generations", values, spec, inputs));
    }

    private static ApiRequest named(ApiRequest request) {
        return request.with("x-source-channel", "hugging_face").with("Accept-Language", "en-US,en");
    }

    @Override
    public State state(JsonNode answer) {
        return ENDS.getOrDefault(EXPECTED.text(answer.path("task_status"), "a status"), State.GOING_ON);
    }

    @Override
    public ApiRequest question(JsonNode answer, @Nullable ApiRequest asked) {
        return asked == null ? named(ApiRequest.get(ROOT + "async-result/" + Paths.id(answer.path("id")))) : asked;
    }

    @Override
    public Duration pause(JsonNode answer) {
        return Duration.ofSeconds(5);
    }

    @Override
    public Failure failure(JsonNode answer) {
        String code = answer.at("/error/code").asText();
        JsonNode words = answer.at("/error/message");
        return OF_INPUT.contains(code) ? WorkFailure.of(FailureKind.REJECTED, code, words) : WorkFailure.of(words);
    }
}
