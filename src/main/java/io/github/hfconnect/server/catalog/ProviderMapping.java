package io.github.hfconnect.server.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.answer.Expected;
import io.github.hfconnect.answer.Json;
import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.huggingface.HuggingFaceModel;
import io.github.hfconnect.server.provider.Adapter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the Hub knows of a provider that serves a model ({@code inferenceProviderMapping}, as the official client 4.13.30 reads it in
 * {@code lib/getInferenceProviderMapping.ts}).
 *
 * @param provider as the router names it
 * @param model the provider's own name for it
 * @param task that it serves it for
 * @param status {@code live}, {@code staging} or {@code error}
 * @param adapter that the provider has to put on its model, or null
 */
public record ProviderMapping(
        String provider,
        String model,
        String task,
        String status,
        @Nullable Adapter adapter) {

    private static final String LORA = "lora";

    private static final Set<String> OF_VECTORS = Set.of("feature-extraction", "sentence-similarity");

    private static final Expected EXPECTED = new Expected("the providers of a model");

    /**
     * The mapping for a configuration, out of the Hub's answer: an object by provider, or a list.
     *
     * @throws InferenceException where the provider does not serve the model for the task, or not now
     */
    public static ProviderMapping of(Answer answer, CallSpec spec) {
        List<ProviderMapping> all = all(EXPECTED.in(answer), String.valueOf(spec.model()));
        ProviderMapping mapping = all.stream()
                .filter(each -> each.isFor(spec.task().name()))
                .filter(each -> each.isMeantBy(spec))
                .min(Comparator.comparing(ProviderMapping::isOutOfOrder)) // The first of those that are not.
                .orElseThrow(() -> notServed(all, spec));
        if (mapping.isOutOfOrder()) {
            throw failure(
                    FailureKind.UNAVAILABLE,
                    "The Hub says that " + spec.model() + " is out of order at `provider=" + mapping.provider + "`");
        }
        return mapping;
    }

    /** Some tasks are one task for hf-inference, which has an address for each and asks the same models. */
    private boolean isFor(String wanted) {
        boolean either = provider.equals(HuggingFaceModel.PROVIDER) && OF_VECTORS.containsAll(List.of(task, wanted));
        return either || task.equals(wanted);
    }

    /** Where the choice is left to the Hub, whoever can be asked is meant. */
    private boolean isMeantBy(CallSpec spec) {
        return CallSpec.ANY_PROVIDER.equals(spec.provider())
                ? ProviderRoute.canAsk(provider, spec.task())
                : provider.equals(spec.provider());
    }

    private boolean isOutOfOrder() {
        return status.equals("error");
    }

    /** Whether a call by this mapping is the same as one by another. */
    public boolean isAskedLike(ProviderMapping other) {
        return provider.equals(other.provider) && model.equals(other.model) && Objects.equals(adapter, other.adapter);
    }

    private static List<ProviderMapping> all(JsonNode root, String model) {
        if (!root.isObject()) {
            throw EXPECTED.butFound(Json.describe(root) + " in place of a model");
        }
        JsonNode mappings = root.path("inferenceProviderMapping");
        List<ProviderMapping> all = new ArrayList<>();
        mappings.properties().forEach(entry -> all.add(of(entry.getKey(), entry.getValue(), model)));
        if (mappings.isArray()) {
            mappings.forEach(mapping -> all.add(of(mapping.path("provider").asText(), mapping, model)));
        }
        return all;
    }

    private static ProviderMapping of(String provider, JsonNode mapping, String model) {
        return new ProviderMapping(
                provider,
                EXPECTED.text(mapping.path("providerId"), "a provider's name for the model"),
                mapping.path("task").asText(),
                mapping.path("status").asText(),
                mapping.path("adapter").asText().equals(LORA)
                        ? new Adapter(model, mapping.path("adapterWeightsPath").textValue())
                        : null);
    }

    private static InferenceException notServed(List<ProviderMapping> all, CallSpec spec) {
        String others =
                all.stream().map(each -> each.provider + " for " + each.task).collect(Collectors.joining(", "));
        return failure(
                FailureKind.MISCONFIGURED,
                "Set another `model` or `provider`: the Hub knows of no "
                        + spec.task().name() + " with " + spec.model() + " by `provider=" + spec.provider()
                        + "`, but of " + (others.isEmpty() ? "no provider" : others));
    }

    private static InferenceException failure(FailureKind kind, String message) {
        return new InferenceException(Failure.of(kind, message));
    }
}
