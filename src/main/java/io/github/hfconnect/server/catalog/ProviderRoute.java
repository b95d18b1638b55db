package io.github.hfconnect.server.catalog;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.FollowUp;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.huggingface.HuggingFaceKind;
import io.github.hfconnect.server.huggingface.HuggingFaceModel;
import io.github.hfconnect.server.openai.ChatProviders;
import io.github.hfconnect.server.openai.OpenAiKind;
import io.github.hfconnect.task.Chat;
import io.github.hfconnect.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a provider behind the Hugging Face router takes a task in OpenAI's style. Chats need no route of their own: the
 * router takes them for all {@link ChatProviders}.
 *
 * @param provider as the router names it
 * @param path under the router's base URL, without the provider
 * @param defaults parameters that are sent unless they are configured
 */
public record ProviderRoute(String provider, String task, String path, Map<String, Object> defaults) {

    private static final String OPENAI = OpenAiKind.KIND.name();

    private static final String EMBEDDINGS = "feature-extraction";
    private static final String COMPLETION = "text-generation";
    private static final String IMAGE = "text-to-image";
    private static final String SPEECH = "text-to-speech";
    private static final String TRANSCRIPTION = "automatic-speech-recognition";

    /** Images arrive in the answer instead of as a URL; Together has a word of its own for it. */
    private static final Map<String, Object> BASE64 = Map.of("response_format", "b64_json");

    private static final List<ProviderRoute> ALL = List.of(
            of("deepinfra", EMBEDDINGS, "v1/openai/embeddings"),
            of("scaleway", EMBEDDINGS, "v1/embeddings"),
            of("together", EMBEDDINGS, "v1/embeddings"),
            of("deepinfra", COMPLETION, "v1/openai/completions"),
            of("featherless-ai", COMPLETION, "v1/completions"),
            of("novita", COMPLETION, "v3/openai/completions"),
            of("ovhcloud", COMPLETION, "v1/completions"),
            of("scaleway", COMPLETION, "v1/completions"),
            of("together", COMPLETION, "v1/completions"),
            new ProviderRoute("deepinfra", IMAGE, "v1/openai/images/generations", BASE64),
            new ProviderRoute("nscale", IMAGE, "v1/images/generations", BASE64),
            new ProviderRoute("together", IMAGE, "v1/images/generations", Map.of("response_format", "base64")),
            of("deepinfra", TRANSCRIPTION, "v1/openai/audio/transcriptions"),
            of("together", TRANSCRIPTION, "v1/audio/transcriptions"),
            of("deepinfra", SPEECH, "v1/openai/audio/speech"),
            of("together", SPEECH, "v1/audio/speech"));

    private static ProviderRoute of(String provider, String task, String path) {
        return new ProviderRoute(provider, task, path, Map.of());
    }

    /** Whether a configuration names a provider whose own route has to be taken. */
    static boolean isNeeded(String api, CallSpec spec) {
        boolean openAiStyle = api.equals(ServerKinds.AUTO) || api.equals(OPENAI);
        boolean named = spec.provider() != null && !spec.provider().equals(HuggingFaceModel.PROVIDER);
        return spec.router() && openAiStyle && named && !(spec.task() instanceof Chat);
    }

    /**
     * Refuses a configuration that no provider can be asked as.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    static void requireOne(CallSpec spec) {
        if (spec.model() == null) {
            throw new IllegalArgumentException("`model` is required where `endpoint.urls` is empty");
        }
        String provider = String.valueOf(spec.provider());
        boolean canBeFound = provider.equals(CallSpec.ANY_PROVIDER)
                ? HuggingFaceKind.KIND.serves(spec.task()) || ALL.stream().anyMatch(route -> route.serves(spec.task()))
                : canAsk(provider, spec.task());
        if (!canBeFound) {
            throw new IllegalArgumentException("`provider=" + provider + "` cannot be asked for the task "
                    + spec.task().name() + " through the Hugging Face router; " + serving(spec.task()));
        }
    }

    /** Whether a provider can be asked for a task. */
    static boolean canAsk(String provider, Task task) {
        return provider.equals(HuggingFaceModel.PROVIDER)
                ? HuggingFaceKind.KIND.serves(task)
                : ALL.stream().anyMatch(route -> route.serves(task) && route.provider.equals(provider));
    }

    private boolean serves(Task other) {
        return task.equals(other.name());
    }

    private static String serving(Task task) {
        String providers = ALL.stream()
                .filter(route -> route.serves(task))
                .map(ProviderRoute::provider)
                .collect(Collectors.joining(", "));
        return providers.isEmpty()
                ? "leave it out or set it to " + HuggingFaceModel.PROVIDER
                : "set it to one of " + HuggingFaceModel.PROVIDER + ", " + providers;
    }

    /**
     * How the provider of a mapping is asked.
     *
     * @throws IllegalArgumentException where it {@link #canAsk cannot} be
     */
    public static ServerApi api(CallSpec spec, ProviderMapping mapping) {
        if (mapping.provider().equals(HuggingFaceModel.PROVIDER)) {
            return HuggingFaceKind.KIND.api(spec.of(HuggingFaceModel.PROVIDER));
        }
        return ALL.stream()
                .filter(route -> route.serves(spec.task()) && route.provider.equals(mapping.provider()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(mapping.provider() + " has no route of its own"))
                .api(spec, mapping.model());
    }

    private ServerApi api(CallSpec spec, String model) {
        Map<String, Object> parameters = new LinkedHashMap<>(defaults);
        parameters.putAll(spec.parameters());
        CallSpec asOfOwnEndpoint = new CallSpec(spec.task(), model, provider, parameters, false);
        ServerApi api = OpenAiKind.KIND.api(asOfOwnEndpoint);
        // As the official client asks them: nobody promises that a provider takes more.
        return new Routed(api.plainer().orElse(api), provider + "/" + path);
    }

    /** The same conversation at another path. */
    private record Routed(ServerApi api, String path) implements ServerApi {

        @Override
        public CallSpec spec() {
            return api.spec();
        }

        @Override
        public boolean takesLists() {
            return api.takesLists();
        }

        @Override
        public ApiRequest encode(List<Input> inputs) {
            ApiRequest request = api.encode(inputs);
            return new ApiRequest(request.method(), path, request.headers(), request.contentType(), request.body());
        }

        @Override
        public Optional<FollowUp> next(Answer answer) {
            return api.next(answer);
        }

        @Override
        public List<Object> decode(Answer answer, List<Input> inputs) {
            return api.decode(answer, inputs);
        }
    }
}
