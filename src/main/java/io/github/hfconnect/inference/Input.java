package io.github.hfconnect.inference;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one record contributes to a model call. Two equal inputs get the same prediction, so an input is also the key
 * under which a prediction may be cached. Immutable.
 */
public final class Input {

    /** The slot of a task with one input, named as in the Hugging Face request body. */
    public static final String MAIN = "inputs";

    private static final long UNKNOWN = -1;

    private final Map<String, Object> slots;
    private final Map<String, Object> parameters;

    /** Whoever makes a batch, a call or an entry of the cache asks for it, and a text is long. */
    private volatile long sizeInBytes = UNKNOWN;

    /**
     * An input.
     *
     * @param slots the task's inputs by slot name; a task of one input has the slot {@link #MAIN}. Values are texts
     *     ({@code String}), numbers, booleans, binary data (read-only {@link ByteBuffer}), and lists and maps of these
     * @param parameters task parameters that this record brings along; they win over the configured ones
     */
    public Input(Map<String, Object> slots, Map<String, Object> parameters) {
        this.slots = Map.copyOf(slots);
        this.parameters = Map.copyOf(parameters);
    }

    /** An input of one value and no parameters of its own. */
    public static Input of(Object value) {
        return new Input(Map.of(MAIN, value), Map.of());
    }

    /** The task's inputs by slot name. */
    public Map<String, Object> slots() {
        return slots;
    }

    /** What the record brings along. */
    public Map<String, Object> parameters() {
        return parameters;
    }

    /** The value of the main slot, or null where this task's slots have other names. */
    public @Nullable Object value() {
        return slots.get(MAIN);
    }

    /** The main slot as text; numbers and booleans in their plain notation. */
    public String text() {
        return String.valueOf(value());
    }

    /** The same with another text in the main slot. */
    public Input withText(String text) {
        Map<String, Object> others = new HashMap<>(slots);
        others.put(MAIN, text);
        return new Input(others, parameters);
    }

    /** Approximate size of the slots and of the record's own parameters in a request body, in bytes. */
    public long sizeInBytes() {
        long size = sizeInBytes;
        if (size == UNKNOWN) {
            size = PayloadSize.of(slots) + PayloadSize.of(parameters);
            sizeInBytes = size;
        }
        return size;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Input input && slots.equals(input.slots) && parameters.equals(input.parameters);
    }

    @Override
    public int hashCode() {
        return 31 * slots.hashCode() + parameters.hashCode();
    }

    @Override
    public String toString() {
        return "Input[slots=" + slots + ", parameters=" + parameters + "]";
    }
}
