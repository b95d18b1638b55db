package io.github.hfconnect.server.openai;

import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.task.chat.Chat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the request bodies of OpenAI-style servers have in common: the model first, parameters at the root. */
public final class OpenAiBody {

    /** A provider or a policy after the model's id, such as {@code org/name:fastest}. */
    private static final Pattern WITH_PROVIDER = Pattern.compile("[^:]+:[^:]+");

    private OpenAiBody() {}

    /**
     * A body with the model before everything else, because the router reads only its beginning to find out where it
     * goes ({@code providerHelper.ts} of the official client 4.13.30); without a model where none is configured.
     */
    public static byte[] of(String name, Object value, CallSpec spec, List<Input> inputs) {
        return of(Map.of(name, value), spec, inputs);
    }

    /** The same with several values, in their order. */
    public static byte[] of(Map<String, ?> values, CallSpec spec, List<Input> inputs) {
        Map<String, Object> body = new LinkedHashMap<>();
        String model = model(spec);
        if (model != null) {
            body.put("model", model);
        }
        body.putAll(values);
        return Json.body(body, spec.parametersFor(inputs));
    }

    /** For the router with the provider, unless that is chosen by the router. */
    private static @Nullable String model(CallSpec spec) {
        String provider = spec.provider();
        boolean chosen = !spec.router() || provider == null || provider.equals(CallSpec.ANY_PROVIDER);
        return chosen ? spec.model() : spec.model() + ":" + provider;
    }

    /** The provider that the router is told to take, by its name or after the model's colon; null where it chooses. */
    static @Nullable String provider(CallSpec spec) {
        String model = String.valueOf(model(spec));
        return model.contains(":") ? model.substring(model.indexOf(':') + 1) : null;
    }

    /** Refuses what the router does not take at its OpenAI-style address. */
    static void requireServed(CallSpec spec) {
        if (!spec.router()) {
            return;
        }
        if (!(spec.task() instanceof Chat)) {
            throw new IllegalArgumentException("`endpoint.api=openai` needs `endpoint.urls` for the task "
                    + spec.task().name() + ": the Hugging Face router takes only chats that way");
        }
        String model = spec.model();
        if (model == null) {
            throw new IllegalArgumentException("`model` is required where `endpoint.urls` is empty");
        }
        boolean named = spec.provider() != null && !spec.provider().equals(CallSpec.ANY_PROVIDER);
        if (named && WITH_PROVIDER.matcher(model).matches()) {
            throw new IllegalArgumentException(
                    "`model` names a provider after its colon, and so does `provider`; remove one of them");
        }
        String provider = provider(spec);
        if (provider != null) {
            ChatProviders.require(provider, named ? "provider=" + provider : "model=" + model);
        }
    }
}
