package io.github.hfconnect.server.openai;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.task.Texts;
import java.util.List;

/**
 * A text to an OpenAI-style route that makes something to see or hear of it. Which providers have these routes behind the router is
 * written in the official clients ({@code @huggingface/inference} 4.13.30): Together, DeepInfra and
 * Nscale for images, Together and DeepInfra for speech.
 *
 * @param route under the base URL
 * @param name of the text in the body
 */
public record OpenAiMedia(CallSpec spec, String route, String name) implements ServerApi {

    public OpenAiMedia {
        OpenAiBody.requireServed(spec);
    }

    /** {@code POST /v1/images/generations}, answered with {@code {"data": [{"b64_json" or "url"}]}}. */
    public static OpenAiMedia images(CallSpec spec) {
        return new OpenAiMedia(spec, "v1/images/generations", "prompt");
    }

    /** {@code POST /v1/audio/speech}, answered with the sound itself. */
    public static OpenAiMedia speech(CallSpec spec) {
        return new OpenAiMedia(spec, "v1/audio/speech", "input");
    }

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        String text = Texts.of(inputs).get(0);
        return ApiRequest.postJson(route, OpenAiBody.of(name, text, spec, inputs));
    }
}
