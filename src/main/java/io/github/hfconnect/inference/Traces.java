package io.github.hfconnect.inference;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which traces the calls of the current thread belong to. An {@link Input} says what is asked and not on whose behalf, since equal ones
 * share an answer; so the way from a record to its call leads past it, through the thread that makes the call.
 */
public final class Traces {

    private static final ThreadLocal<@Nullable IdentityHashMap<Input, List<TraceContext>>> ASKED = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable TraceContext> SENT = new ThreadLocal<>();

    private Traces() {}

    /** Ends what was begun. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        /** Nothing was begun. */
        Scope NOTHING = () -> {};

        @Override
        void close();
    }

    /**
     * Tells on whose behalf this thread asks from now on.
     *
     * @param traces by input, each as the very object that is asked about; may lack inputs of records without a trace
     */
    public static Scope during(IdentityHashMap<Input, List<TraceContext>> traces) {
        if (traces.isEmpty()) {
            return Scope.NOTHING;
        }
        ASKED.set(traces);
        return ASKED::remove;
    }

    /** The traces of these inputs, each once. */
    public static List<TraceContext> of(Collection<Input> inputs) {
        IdentityHashMap<Input, List<TraceContext>> traces = ASKED.get();
        if (traces == null) {
            return List.of();
        }
        Set<TraceContext> found = new LinkedHashSet<>();
        inputs.forEach(input -> found.addAll(traces.getOrDefault(input, List.of())));
        return List.copyOf(found);
    }

    /** Has the requests of this thread carry a place in a trace; null for none. */
    public static Scope sending(@Nullable TraceContext context) {
        if (context == null) {
            return Scope.NOTHING;
        }
        SENT.set(context);
        return SENT::remove;
    }

    /** What the requests of this thread carry, or null. */
    public static @Nullable TraceContext sent() {
        return SENT.get();
    }
}
