package io.github.hfconnect.server.provider;

import io.github.hfconnect.answer.MagicBytes;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.DataUrl;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Slots;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * fal behind the router: the model is the path, and parameters stand beside the input ({@code providers/fal-ai.ts} of the official
 * client 4.13.30). Images and videos go through its queue; speech and its recognition are answered at once.
 */
public final class FalAi {

    /**
     * The labels by which fal knows the sounds that it takes: it refuses these bytes under their own ones, and all others ({@code
     * FAL_AI_AUDIO_MIME_MAP} in the same file, tried there with fal-ai/whisper).
     */
    private static final Map<String, String> SOUNDS =
            Map.of("audio/mpeg", "audio/mpeg", "audio/wav", "audio/x-wav", "audio/webm", "video/webm");

    private FalAi() {}

    public static ServerApi textToImage(CallSpec spec) {
        return queued(spec, inputs -> Map.of("prompt", Content.text(inputs)), "/images/0/url");
    }

    /** Some models read one name, others the list. */
    public static ServerApi imageToImage(CallSpec spec) {
        return queued(spec, FalAi::image, "/images/0/url");
    }

    private static Map<String, ?> image(List<Input> inputs) {
        String url = Content.imageUrl(inputs);
        return Content.values("image_url", url, "image_urls", List.of(url));
    }

    public static ServerApi textToVideo(CallSpec spec) {
        return queued(spec, inputs -> Map.of("prompt", Content.text(inputs)), "/video/url");
    }

    public static ServerApi imageToVideo(CallSpec spec) {
        return queued(spec, inputs -> Map.of("image_url", Content.imageUrl(inputs)), "/video/url");
    }

    public static ServerApi textToAudio(CallSpec spec) {
        return queued(spec, inputs -> Map.of("prompt", Content.text(inputs)), "/audio_file/url", "/audio/url");
    }

    private static ServerApi queued(CallSpec spec, Function<List<Input>, Map<String, ?>> values, String... places) {
        return new OrderedWork(
                spec,
                inputs -> Content.order(
                        FalQueue.ROOT + Content.model(spec) + FalQueue.AT_QUEUE, values.apply(inputs), spec, inputs),
                FalQueue.INSTANCE,
                Result.media(spec, places));
    }

    public static ServerApi textToSpeech(CallSpec spec) {
        return atOnce(spec, inputs -> Map.of("text", Content.text(inputs)), Result.media(spec, "/audio/url"));
    }

    public static ServerApi speechRecognition(CallSpec spec) {
        return atOnce(spec, inputs -> Map.of("audio_url", sound(inputs)), Result.transcript(spec, ""));
    }

    private static String sound(List<Input> inputs) {
        ByteBuffer bytes = Content.bytes(inputs);
        String type = SOUNDS.get(String.valueOf(MagicBytes.SOUND.contentType(bytes)));
        if (type == null) {
            throw Slots.rejected("The input is no recording of a kind that fal-ai takes: mp3, wav, webm");
        }
        return DataUrl.of(bytes, type);
    }

    private static ServerApi atOnce(CallSpec spec, Function<List<Input>, Map<String, ?>> values, Result result) {
        return new OrderedWork(
                spec,
                inputs -> Content.order(FalQueue.ROOT + Content.model(spec), values.apply(inputs), spec, inputs),
                AnsweredAtOnce.INSTANCE,
                result);
    }
}
