package io.github.hfconnect.server.catalog;

import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.CustomApi;
import io.github.hfconnect.server.ServerApi;
import io.github.hfconnect.server.ServerKind;
import io.github.hfconnect.server.evolink.EvoLinkKind;
import io.github.hfconnect.server.huggingface.HuggingFaceKind;
import io.github.hfconnect.server.openai.OpenAiKind;
import io.github.hfconnect.server.tei.TeiKind;
import io.github.hfconnect.server.tgi.TgiKind;
import io.github.hfconnect.server.together.TogetherKind;
import io.github.hfconnect.server.vllm.SglangKind;
import io.github.hfconnect.server.vllm.VllmKind;
import io.github.hfconnect.task.Spelling;
import io.github.hfconnect.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every known kind of model server, and what it serves. */
public final class ServerKinds {

    /** The value of {@code endpoint.api} that names no kind: the server is asked, or the router's kind is taken. */
    public static final String AUTO = "auto";

    /** The value of {@code endpoint.api} for a server that the user describes; it serves whatever the user wants. */
    public static final String CUSTOM = CustomApi.NAME;

    /** In the order in which the router's is chosen. */
    private static final List<ServerKind> ALL = List.of(
            HuggingFaceKind.KIND,
            TeiKind.KIND,
            VllmKind.KIND,
            SglangKind.KIND,
            OpenAiKind.KIND,
            TgiKind.KIND,
            TogetherKind.KIND,
            EvoLinkKind.KIND);

    private ServerKinds() {}

    /**
     * The kind of this name.
     *
     * @throws IllegalArgumentException naming the known kinds, the one with the nearest spelling first
     */
    public static ServerKind named(String name) {
        return ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no server kind `" + name + "`; known are "
                        + String.join(", ", Spelling.nearestFirst(name, names()))));
    }

    /** The names of all kinds. */
    public static List<String> names() {
        return ALL.stream().map(ServerKind::name).toList();
    }

    /** What each kind is, a sentence for each. */
    public static String describe() {
        return ALL.stream()
                .map(kind -> kind.name() + ": " + kind.description() + ".")
                .collect(Collectors.joining(" "));
    }

    /** The names of the kinds that serve a task. */
    public static List<String> serving(Task task) {
        return ALL.stream()
                .filter(kind -> kind.serves(task))
                .map(ServerKind::name)
                .toList();
    }

    /** Whether servers of this kind say in {@code GET /info} what one call may carry. */
    public static boolean saysWhatItTakes(String api) {
        return api.equals(TeiKind.KIND.name());
    }

    /** Whether servers that are called so may say in {@code GET /info} which commit of the model they serve. */
    public static boolean maySayWhichCommit(String api) {
        return api.equals(AUTO) || api.equals(TeiKind.KIND.name()) || api.equals(TgiKind.KIND.name());
    }

    /**
     * How a configuration asks; empty where the kind of server, or a provider's name for the model, is still to be found
     * out.
     *
     * @param api a name of {@link #names()}, {@link #CUSTOM} or {@link #AUTO}
     * @throws IllegalArgumentException with a sentence for the user where it cannot be asked that
     */
    public static Optional<ServerApi> configured(String api, CallSpec spec) {
        if (api.equals(CUSTOM)) {
            return Optional.of(new CustomApi(spec));
        }
        if (ProviderRoute.isNeeded(api, spec)) {
            ProviderRoute.requireOne(spec);
            return Optional.empty();
        }
        if (!api.equals(AUTO)) {
            return Optional.of(api(api, spec));
        }
        return spec.router() ? Optional.of(behindRouter(spec.task()).api(spec)) : Optional.empty();
    }

    /**
     * How a kind of server is asked.
     *
     * @param name of the kind
     * @throws IllegalArgumentException with a sentence for the user where there is no such kind, or it cannot be asked that
     */
    public static ServerApi api(String name, CallSpec spec) {
        ServerKind kind = named(name);
        if (!kind.serves(spec.task())) {
            throw new IllegalArgumentException("`endpoint.api=" + name + "` does not serve the task "
                    + spec.task().name() + "; it is served by " + String.join(", ", serving(spec.task())));
        }
        return kind.api(spec);
    }

    private static ServerKind behindRouter(Task task) {
        return ALL.stream()
                .filter(kind -> kind.behindRouter() && kind.serves(task))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The Hugging Face router does not serve the task " + task.name() + "; set `endpoint.urls`"));
    }
}
