package io.github.hfconnect.server;

import io.github.hfconnect.task.Task;
import java.util.Map;
import java.util.function.Function;

/**
 * A kind of model server.
 *
 * @param name a value of {@code endpoint.api}
 * @param description which servers these are and how their addresses are made, to follow the name in documentation
 * @param behindRouter whether the Hugging Face router is spoken to like this
 * @param formats the wire format of each task that is served, by the task's name
 */
public record ServerKind(
        String name, String description, boolean behindRouter, Map<String, Function<CallSpec, ServerApi>> formats) {

    public ServerKind {
        formats = Map.copyOf(formats);
    }

    /** An entry of {@link #formats()}. */
    public static Map.Entry<String, Function<CallSpec, ServerApi>> format(
            String task, Function<CallSpec, ServerApi> format) {
        return Map.entry(task, format);
    }

    /** Whether this kind can be asked to do this task. */
    public boolean serves(Task task) {
        return formats.containsKey(task.name());
    }

    /**
     * How this kind is asked to do what is configured.
     *
     * @throws IllegalArgumentException with a sentence for the user where it cannot be asked that
     */
    public ServerApi api(CallSpec spec) {
        Function<CallSpec, ServerApi> format = formats.get(spec.task().name());
        if (format == null) {
            throw new IllegalArgumentException("`endpoint.api=" + name + "` does not serve the task "
                    + spec.task().name());
        }
        if (spec.router() && !behindRouter) {
            throw new IllegalArgumentException("`endpoint.api=" + name + "` needs `endpoint.urls`: the Hugging Face"
                    + " router does not speak it");
        }
        return format.apply(spec);
    }
}
