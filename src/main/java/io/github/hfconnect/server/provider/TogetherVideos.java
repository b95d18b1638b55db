package io.github.hfconnect.server.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Together's videos behind the router: {@code {"id", "status", "error": {"message"}, "outputs": {"video_url"}}}, to the order as to
 * each question (docs.together.ai/reference/get-videos-id; {@code providers/together.ts} of the official client 4.13.30, which also
 * takes an order without a status for one that has begun).
 */
public enum TogetherVideos implements Progress {
    INSTANCE;

    private static final String PATH = "together/v2/videos";

    private static final Map<String, State> ENDS =
            Map.of("completed", State.DONE, "failed", State.FAILED, "cancelled", State.FAILED);

    public static ServerApi textToVideo(CallSpec spec) {
        return work(spec, inputs -> Content.values("model", Content.model(spec), "prompt", Content.text(inputs)));
    }

    public static ServerApi imageToVideo(CallSpec spec) {
        return work(
                spec, inputs -> Content.values("model", Content.model(spec), "frame_images", List.of(frame(inputs))));
    }

    private static Map<String, ?> frame(List<Input> inputs) {
        return Content.values("input_image", Content.imageUrl(inputs), "frame", "first");
    }

    private static ServerApi work(CallSpec spec, Function<List<Input>, Map<String, ?>> values) {
        return new OrderedWork(
                spec,
                inputs -> Content.order(PATH, values.apply(inputs), spec, inputs),
                INSTANCE,
                Result.media(spec, "/outputs/video_url"));
    }

    @Override
    public State state(JsonNode answer) {
        JsonNode status = answer.path("status");
        boolean begun = status.isMissingNode() && answer.path("id").isTextual();
        return begun ? State.GOING_ON : ENDS.getOrDefault(EXPECTED.text(status, "a status"), State.GOING_ON);
    }

    @Override
    public ApiRequest question(JsonNode answer, @Nullable ApiRequest asked) {
        return asked == null ? ApiRequest.get(PATH + "/" + Paths.id(answer.path("id"))) : asked;
    }

    @Override
    public Duration pause(JsonNode answer) {
        return Duration.ofSeconds(2);
    }

    @Override
    public Failure failure(JsonNode answer) {
        return WorkFailure.of(answer.at("/error/message"));
    }
}
