package io.github.hfconnect.task;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Slot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of a task that takes several at a time. */
public final class Slots {

    private Slots() {}

    /**
     * What one input holds, by slot name in the task's order; binary data becomes base64 where it is written as JSON.
     *
     * @throws InferenceException of kind {@code REJECTED} where a required slot is missing or a text cannot be sent
     */
    public static Map<String, Object> of(Task task, List<Input> inputs) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Slot slot : task.slots()) {
            Object value = one(inputs).slots().get(slot.name());
            if (value != null) {
                requireSendable(slot, value);
                values.put(slot.name(), value);
            } else if (slot.required()) {
                throw rejected("The task takes the input " + slot.name() + ", which is missing");
            }
        }
        return values;
    }

    /** The list of texts in a slot of an input that was sent. */
    static List<?> list(Input input, String slot) {
        return input.slots().get(slot) instanceof List<?> list ? list : List.of();
    }

    /** The only input of a call. */
    public static Input one(List<Input> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("The task takes one input a call, but got " + inputs.size());
        }
        return inputs.get(0);
    }

    private static void requireSendable(Slot slot, Object value) {
        if (value instanceof String text && Texts.holdsHalfOfPair(text)) {
            throw rejected("The input " + slot.name() + " holds half of a surrogate pair");
        }
        if (value instanceof Collection<?> values) {
            values.forEach(element -> requireSendable(slot, element));
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, element) -> {
                requireSendable(slot, name);
                requireSendable(slot, element);
            });
        }
    }

    public static InferenceException rejected(String message) {
        return new InferenceException(Failure.of(FailureKind.REJECTED, message));
    }
}
