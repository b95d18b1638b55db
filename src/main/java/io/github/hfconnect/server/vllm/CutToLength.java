package io.github.hfconnect.server.vllm;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.server.ApiRequest;
import io.github.hfconnect.server.CallSpec;
import io.github.hfconnect.server.FollowUp;
import io.github.hfconnect.server.ServerApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks vLLM's models that pool to cut texts that are longer than they take, as other servers of these tasks do; by
 * themselves all routes refuse them. {@code -1} stands for the model's own length (vLLM 0.20, {@code
 * vllm/entrypoints/pooling/base/protocol.py}). Older versions take positive lengths only, so that they refuse every
 * text: they are asked without.
 *
 * @param cutting the wire format with the parameter
 * @param uncut the same without it
 */
record CutToLength(ServerApi cutting, ServerApi uncut) implements ServerApi {

    private static final String LENGTH = "truncate_prompt_tokens";

    /** A wire format that cuts, unless a length is configured. */
    static Function<CallSpec, ServerApi> of(Function<CallSpec, ServerApi> format) {
        return spec -> spec.parameters().containsKey(LENGTH)
                ? format.apply(spec)
                : new CutToLength(format.apply(cut(spec)), plainest(format.apply(spec)));
    }

    private static CallSpec cut(CallSpec spec) {
        Map<String, Object> parameters = new LinkedHashMap<>(spec.parameters());
        parameters.put(LENGTH, -1);
        return spec.with(parameters);
    }

    private static ServerApi plainest(ServerApi api) {
        return api.plainer().orElse(api);
    }

    @Override
    public CallSpec spec() {
        return cutting.spec();
    }

    @Override
    public boolean takesLists() {
        return cutting.takesLists();
    }

    @Override
    public boolean takesCompany() {
        return cutting.takesCompany();
    }

    @Override
    public Optional<ServerApi> plainer() {
        return Optional.of(uncut);
    }

    @Override
    public ApiRequest encode(List<Input> inputs) {
        return cutting.encode(inputs);
    }

    @Override
    public Optional<FollowUp> next(Answer answer, List<Input> inputs, @Nullable ApiRequest asked) {
        return cutting.next(answer, inputs, asked);
    }

    @Override
    public List<Object> decode(Answer answer, List<Input> inputs) {
        return cutting.decode(answer, inputs);
    }
}
