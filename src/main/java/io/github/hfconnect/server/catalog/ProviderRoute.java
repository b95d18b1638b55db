package io.github.hfconnect.server.catalog;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.huggingface.HuggingFaceKind;
import io.github.hfconnect.server.huggingface.HuggingFaceModel;
import io.github.hfconnect.server.openai.ChatProviders;
import io.github.hfconnect.server.openai.OpenAiKind;
import io.github.hfconnect.server.provider.Adapter;
import io.github.hfconnect.task.Task;
import io.github.hfconnect.task.chat.Chat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How a provider behind the Hugging Face router takes a task at a path of its own. Chats need none: the router takes them for all
 * {@link ChatProviders}.
 *
 * @param provider as the router names it
 * @param format how it is spoken to, under its own name of the model
 * @param adapted the parameters by which it is told of an adapter
 */
public record ProviderRoute(
        String provider,
        String task,
        Function<CallSpec, ServerApi> format,
        Function<Adapter, Map<String, Object>> adapted) {

    private static final String OPENAI = OpenAiKind.KIND.name();

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
                ? HuggingFaceKind.isBehindRouter(spec.task())
                        || !providers(spec.task()).isEmpty()
                : canAsk(provider, spec.task());
        if (!canBeFound) {
            throw new IllegalArgumentException("`provider=" + provider + "` cannot be asked for the task "
                    + spec.task().name() + " through the Hugging Face router; " + serving(spec.task()));
        }
    }

    /** Whether a provider can be asked for a task. */
    static boolean canAsk(String provider, Task task) {
        return provider.equals(HuggingFaceModel.PROVIDER)
                ? HuggingFaceKind.isBehindRouter(task)
                : providers(task).contains(provider);
    }

    /** The providers that can be asked for a task at paths of their own, in alphabetical order. */
    public static List<String> providers(Task task) {
        return ProviderTable.ALL.stream()
                .filter(route -> route.task.equals(task.name()))
                .map(ProviderRoute::provider)
                .sorted()
                .toList();
    }

    /** The providers of each task, in a sentence's form. */
    public static String describe() {
        return ProviderTable.ALL.stream()
                .collect(groupingBy(
                        ProviderRoute::task, LinkedHashMap::new, mapping(ProviderRoute::provider, joining(", "))))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " by " + entry.getValue())
                .collect(joining("; "));
    }

    private static String serving(Task task) {
        List<String> providers = new ArrayList<>(providers(task));
        if (HuggingFaceKind.isBehindRouter(task)) {
            providers.add(0, HuggingFaceModel.PROVIDER);
        }
        return providers.isEmpty()
                ? "set `endpoint.urls` to a server that does"
                : "set it to one of " + String.join(", ", providers);
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
        return ProviderTable.ALL.stream()
                .filter(route -> route.task.equals(spec.task().name()) && route.provider.equals(mapping.provider()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(mapping.provider() + " has no route of its own"))
                .asked(spec, mapping);
    }

    private ServerApi asked(CallSpec spec, ProviderMapping mapping) {
        Map<String, Object> parameters = new LinkedHashMap<>(spec.parameters());
        if (mapping.adapter() != null) {
            parameters.putAll(adapted.apply(mapping.adapter()));
        }
        return format.apply(new CallSpec(spec.task(), mapping.model(), provider, parameters, false));
    }
}
