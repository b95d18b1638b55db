package io.github.hfconnect.server.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Origin;
import io.github.hfconnect.inference.Prices;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the providers of a model take, as the router lists it in {@code GET /v1/models/<id>}: {@code pricing.input} and {@code
 * pricing.output}, in USD for a million tokens, which not every provider states
 * (<a href="https://huggingface.co/docs/inference-providers/hub-api">Hub API</a>).
 *
 * @param byProvider only those that state them
 */
public record ModelPrices(Map<String, Prices> byProvider) {

    private static final Expected EXPECTED = new Expected("the providers of a model with their prices");

    public ModelPrices {
        byProvider = Map.copyOf(byProvider);
    }

    /** Reads the list. */
    public static ModelPrices of(Answer answer) {
        JsonNode root = EXPECTED.in(answer);
        JsonNode model = root.has("data") ? root.path("data") : root;
        if (!model.path("providers").isArray()) {
            throw EXPECTED.butFound(Json.describe(model.path("providers")) + " in place of providers");
        }
        Map<String, Prices> stated = new LinkedHashMap<>();
        model.path("providers").forEach(provider -> {
            JsonNode pricing = provider.path("pricing");
            if (pricing.path("input").isNumber() && pricing.path("output").isNumber()) {
                stated.put(
                        provider.path("provider").asText(),
                        new Prices(
                                pricing.path("input").doubleValue(),
                                pricing.path("output").doubleValue(),
                                0));
            }
        });
        return new ModelPrices(stated);
    }

    /** The cost of a call. Where the answer does not say who has served it, that of the dearest provider. */
    public OptionalDouble cost(Origin origin) {
        Optional<Prices> prices = origin.provider() == null
                ? byProvider.values().stream()
                        .max(Comparator.comparing(each -> each.of(origin).orElse(0)))
                : Optional.ofNullable(byProvider.get(origin.provider()));
        return prices.map(each -> each.of(origin)).orElse(OptionalDouble.empty());
    }
}
