package io.github.hfconnect.server.catalog;

import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.provider.Adapter;
import io.github.hfconnect.server.provider.FalAi;
import io.github.hfconnect.server.provider.Novita;
import io.github.hfconnect.server.provider.Replicate;
import io.github.hfconnect.server.provider.TogetherImages;
import io.github.hfconnect.server.provider.TogetherVideos;
import io.github.hfconnect.server.provider.Wavespeed;
import io.github.hfconnect.server.provider.ZaiOrg;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which provider behind the Hugging Face router is asked for which task, and how; in the order in which they are named to users. */
final class ProviderTable {

    private static final String EMBEDDINGS = "feature-extraction";
    private static final String COMPLETION = "text-generation";
    private static final String IMAGE = "text-to-image";
    private static final String IMAGE_FROM_IMAGE = "image-to-image";
    private static final String VIDEO = "text-to-video";
    private static final String VIDEO_FROM_IMAGE = "image-to-video";
    private static final String SPEECH = "text-to-speech";
    private static final String SOUND = "text-to-audio";
    private static final String TRANSCRIPTION = "automatic-speech-recognition";

    /** Images arrive in the answer instead of as a URL; Together has a word of its own for it. */
    private static final Map<String, Object> BASE64 = Map.of("response_format", "b64_json");

    static final List<ProviderRoute> ALL = List.of(
            openAi("deepinfra", EMBEDDINGS, "v1/openai/embeddings"),
            openAi("scaleway", EMBEDDINGS, "v1/embeddings"),
            openAi("together", EMBEDDINGS, "v1/embeddings"),
            openAi("deepinfra", COMPLETION, "v1/openai/completions"),
            openAi("featherless-ai", COMPLETION, "v1/completions"),
            openAi("novita", COMPLETION, "v3/openai/completions"),
            openAi("ovhcloud", COMPLETION, "v1/completions"),
            openAi("scaleway", COMPLETION, "v1/completions"),
            openAi("together", COMPLETION, "v1/completions"),
            openAi("deepinfra", IMAGE, "v1/openai/images/generations", BASE64),
            fal(IMAGE, FalAi::textToImage),
            openAi("nscale", IMAGE, "v1/images/generations", BASE64),
            replicate(IMAGE, Replicate::textToImage),
            openAi("together", IMAGE, "v1/images/generations", Map.of("response_format", "base64")),
            wavespeed(IMAGE, Wavespeed::textToImage),
            own("zai-org", IMAGE, ZaiOrg::textToImage),
            fal(IMAGE_FROM_IMAGE, FalAi::imageToImage),
            replicate(IMAGE_FROM_IMAGE, Replicate::imageToImage),
            own("together", IMAGE_FROM_IMAGE, TogetherImages::new),
            wavespeed(IMAGE_FROM_IMAGE, Wavespeed::imageToImage),
            fal(VIDEO, FalAi::textToVideo),
            own("novita", VIDEO, Novita::textToVideo),
            replicate(VIDEO, Replicate::textToVideo),
            own("together", VIDEO, TogetherVideos::textToVideo),
            wavespeed(VIDEO, Wavespeed::textToVideo),
            fal(VIDEO_FROM_IMAGE, FalAi::imageToVideo),
            own("together", VIDEO_FROM_IMAGE, TogetherVideos::imageToVideo),
            wavespeed(VIDEO_FROM_IMAGE, Wavespeed::imageToVideo),
            openAi("deepinfra", TRANSCRIPTION, "v1/openai/audio/transcriptions"),
            fal(TRANSCRIPTION, FalAi::speechRecognition),
            replicate(TRANSCRIPTION, Replicate::speechRecognition),
            openAi("together", TRANSCRIPTION, "v1/audio/transcriptions"),
            openAi("deepinfra", SPEECH, "v1/openai/audio/speech"),
            fal(SPEECH, FalAi::textToSpeech),
            replicate(SPEECH, Replicate::textToSpeech),
            openAi("together", SPEECH, "v1/audio/speech"),
            fal(SOUND, FalAi::textToAudio));

    private ProviderTable() {}

    private static ProviderRoute openAi(String provider, String task, String path) {
        return openAi(provider, task, path, Map.of());
    }

    private static ProviderRoute openAi(String provider, String task, String path, Map<String, Object> defaults) {
        return own(provider, task, spec -> RoutedApi.of(spec, provider + "/" + path, defaults));
    }

    private static ProviderRoute own(String provider, String task, Function<CallSpec, ServerApi> format) {
        return new ProviderRoute(provider, task, format, adapter -> Map.of());
    }

    private static ProviderRoute fal(String task, Function<CallSpec, ServerApi> format) {
        return new ProviderRoute("fal-ai", task, format, Adapter::atFal);
    }

    private static ProviderRoute replicate(String task, Function<CallSpec, ServerApi> format) {
        return new ProviderRoute("replicate", task, format, Adapter::atReplicate);
    }

    private static ProviderRoute wavespeed(String task, Function<CallSpec, ServerApi> format) {
        return new ProviderRoute("wavespeed", task, format, Adapter::atWavespeed);
    }
}
