package io.github.hfconnect.server;

import io.github.hfconnect.answer.Answer;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.task.Task;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every call of a configuration has in common.
 *
 * @param model id on the Hub, or null where an own endpoint serves one model
 * @param provider behind the router, or null for the task's default
 * @param parameters task parameters as JSON values: texts, numbers, booleans, lists and maps
 * @param systemPrompt what a chat begins with, or null
 * @param router true where the Hugging Face router is called, false for own endpoints
 * @param custom how a server of no known kind is spoken to, or null
 */
public record CallSpec(
        Task task,
        @Nullable String model,
        @Nullable String provider,
        Map<String, Object> parameters,
        @Nullable String systemPrompt,
        boolean router,
        @Nullable CustomFormat custom) {

    /** The value of {@code provider} that leaves the choice to the router or the Hub. */
    public static final String ANY_PROVIDER = "auto";

    public CallSpec {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** For servers of a known kind. */
    public CallSpec(
            Task task,
            @Nullable String model,
            @Nullable String provider,
            Map<String, Object> parameters,
            @Nullable String systemPrompt,
            boolean router) {
        this(task, model, provider, parameters, systemPrompt, router, null);
    }

    /** The same without a system prompt. */
    public CallSpec(
            Task task,
            @Nullable String model,
            @Nullable String provider,
            Map<String, Object> parameters,
            boolean router) {
        this(task, model, provider, parameters, null, router);
    }

    /** The same asked of a certain provider. */
    public CallSpec of(String thisProvider) {
        return new CallSpec(task, model, thisProvider, parameters, systemPrompt, router, custom);
    }

    /** The same with these parameters instead of its own. */
    public CallSpec with(Map<String, Object> others) {
        return new CallSpec(task, model, provider, others, systemPrompt, router, custom);
    }

    /** What the task reads in an answer to these inputs; it is told with which parameters they were sent. */
    public List<Object> read(Answer answer, List<Input> inputs) {
        // Unmodifiable, so that no input copies it.
        Map<String, Object> sent = Map.copyOf(parametersFor(inputs));
        // Usually nobody brings or configures any.
        List<Input> asked = sent.equals(inputs.get(0).parameters())
                ? inputs
                : inputs.stream().map(input -> new Input(input.slots(), sent)).toList();
        return task.read(answer, asked);
    }

    /** The parameters of a call that carries these inputs: the configured ones under the inputs' own. */
    public Map<String, Object> parametersFor(List<Input> inputs) {
        Map<String, Object> own = inputs.get(0).parameters();
        if (!inputs.stream().allMatch(input -> input.parameters().equals(own))) {
            throw new IllegalArgumentException(
                    "One call has one set of parameters, but its inputs bring different ones");
        }
        Map<String, Object> merged = new LinkedHashMap<>(parameters);
        merged.putAll(own);
        return merged;
    }
}
