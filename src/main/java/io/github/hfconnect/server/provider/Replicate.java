package io.github.hfconnect.server.provider;

import io.github.hfconnect.answer.Json;
import io.github.hfconnect.answer.MagicBytes;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Replicate behind the router: {@code {"input": {..}}} with the parameters inside, to the model's address, or with its
 * {@code version} where the Hub's mapping names one ({@code providers/replicate.ts} of the official client 4.13.30).
 */
public final class Replicate {

    /**
     * The official client waits for up to 60 s, which is the default of {@code request.timeout.ms}, too: an order whose answer is not
     * waited for would be placed again, and paid twice. So it is answered soon, and asked about after that.
     */
    private static final String WAIT = "wait=10";

    private Replicate() {}

    public static ServerApi textToImage(CallSpec spec) {
        return media(spec, inputs -> Map.of("prompt", Content.text(inputs)));
    }

    public static ServerApi textToVideo(CallSpec spec) {
        return textToImage(spec);
    }

    public static ServerApi textToSpeech(CallSpec spec) {
        return media(spec, inputs -> Map.of("text", Content.text(inputs)));
    }

    /** Models differ in the name that they read. */
    public static ServerApi imageToImage(CallSpec spec) {
        return media(spec, Replicate::image);
    }

    private static Map<String, ?> image(List<Input> inputs) {
        String url = Content.imageUrl(inputs);
        return Content.values("image", url, "images", List.of(url), "input_image", url, "input_images", List.of(url));
    }

    public static ServerApi speechRecognition(CallSpec spec) {
        return work(
                spec,
                inputs -> Map.of("audio", Content.dataUrl(inputs, MagicBytes.SOUND)),
                Result.transcript(spec, "/output"));
    }

    private static ServerApi media(CallSpec spec, Function<List<Input>, Map<String, ?>> values) {
        return work(spec, values, Result.media(spec, "/output/0", "/output"));
    }

    private static ServerApi work(CallSpec spec, Function<List<Input>, Map<String, ?>> values, Result result) {
        return new OrderedWork(
                spec, inputs -> order(spec, values.apply(inputs), inputs), ReplicatePredictions.INSTANCE, result);
    }

    private static ApiRequest order(CallSpec spec, Map<String, ?> values, List<Input> inputs) {
        Map<String, Object> input = new LinkedHashMap<>(spec.parametersFor(inputs));
        input.putAll(values);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("input", input);
        String model = Content.model(spec);
        int version = model.indexOf(':');
        if (version >= 0) {
            body.put("version", model.substring(version + 1));
        }
        String path = version >= 0 ? "v1/predictions" : "v1/models/" + model + "/predictions";
        return ApiRequest.postJson(ReplicatePredictions.ROOT + path, Json.body(body, Map.of()))
                .with("Prefer", WAIT);
    }
}
