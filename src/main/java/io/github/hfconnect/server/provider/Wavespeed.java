package io.github.hfconnect.server.provider;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.DataUrl;
import io.github.hfconnect.server.ServerApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * WaveSpeed behind the router: the model in the path, parameters beside the input, images as base64 alone ({@code
 * providers/wavespeed.ts} of the official client 4.13.30).
 */
public final class Wavespeed {

    private static final Duration OF_IMAGE = Duration.ofSeconds(2);
    private static final Duration OF_VIDEO = Duration.ofSeconds(5);

    private Wavespeed() {}

    public static ServerApi textToImage(CallSpec spec) {
        return work(spec, Wavespeed::prompt, OF_IMAGE);
    }

    public static ServerApi textToVideo(CallSpec spec) {
        return work(spec, Wavespeed::prompt, OF_VIDEO);
    }

    public static ServerApi imageToImage(CallSpec spec) {
        return work(spec, inputs -> image(spec, inputs), OF_IMAGE);
    }

    public static ServerApi imageToVideo(CallSpec spec) {
        return work(spec, inputs -> image(spec, inputs), OF_VIDEO);
    }

    private static Map<String, ?> prompt(List<Input> inputs) {
        return Map.of("prompt", Content.text(inputs));
    }

    /** Some models read one name, others the list, in which parameters may have more of them. */
    private static Map<String, ?> image(CallSpec spec, List<Input> inputs) {
        String image = DataUrl.base64(Content.bytes(inputs));
        Object images = spec.parametersFor(inputs).getOrDefault("images", List.of(image));
        return Content.values("image", image, "images", images);
    }

    private static ServerApi work(CallSpec spec, Function<List<Input>, Map<String, ?>> values, Duration pause) {
        return new OrderedWork(
                spec,
                inputs -> Content.order(
                        WavespeedPredictions.ROOT + "api/v3/" + Content.model(spec),
                        values.apply(inputs),
                        spec,
                        inputs),
                new WavespeedPredictions(pause),
                Result.media(spec, "/data/outputs/0"));
    }
}
