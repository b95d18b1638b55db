package io.github.hfconnect.server.provider;

import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Images from images by Together behind the router, in OpenAI's style but for the image, whose name depends on the model
 * ({@code providers/together.ts} of the official client 4.13.30).
 */
public record TogetherImages(CallSpec spec) implements ServerApi {

    @Override
    public boolean takesLists() {
        return false;
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("prompt", "");
        defaults.put("response_format", "base64");
        defaults.putAll(spec.parametersFor(inputs));
        Map<String, Object> values = Content.values("model", Content.model(spec));
        values.putAll(image(Content.imageUrl(inputs)));
        return Content.order("together/v1/images/generations", values, spec.with(defaults), inputs);
    }

    private Map<String, ?> image(String url) {
        String model = Content.model(spec).toLowerCase(Locale.ROOT);
        return model.contains("flux.1") && model.contains("kontext")
                ? Map.of("image_url", url)
                : Map.of("reference_images", List.of(url));
    }
}
