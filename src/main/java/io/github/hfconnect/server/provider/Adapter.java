package io.github.hfconnect.server.provider;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A LoRA adapter, whose base model a provider serves: the provider gets the adapter's place on the Hub among its parameters.
 *
 * @param model of the adapter on the Hub
 * @param weights the file that holds it, or null where the Hub does not say
 */
public record Adapter(String model, @Nullable String weights) {

    private static final String HUB = "https://huggingface.co/";

    /** A list of files; without one the adapter is left out, as the official client does. */
    public Map<String, Object> atFal() {
        return weights == null ? Map.of() : loras(HUB + model + "/resolve/main/" + weights);
    }

    /** A page of the Hub, likewise. */
    public Map<String, Object> atReplicate() {
        return weights == null ? Map.of() : Map.of("lora_weights", HUB + model);
    }

    /** A list of models. */
    public Map<String, Object> atWavespeed() {
        return loras(model);
    }

    private static Map<String, Object> loras(String path) {
        return Map.of("loras", List.of(Content.values("path", path, "scale", 1)));
    }
}
