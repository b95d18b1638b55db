package io.github.hfconnect.http;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a task that takes texts. */
final class Texts {

    private Texts() {}

    /**
     * The main slot of each input as text.
     *
     * @throws InferenceException of kind {@code REJECTED} where one is no text, number or boolean
     */
    static List<String> of(List<Input> inputs) {
        return inputs.stream().map(Texts::of).toList();
    }

    private static String of(Input input) {
        Object value = input.value();
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return input.text();
        }
        String message = "The task takes a text, but the input is " + describe(value);
        throw new InferenceException(Failure.of(FailureKind.REJECTED, message));
    }

    private static String describe(@Nullable Object value) {
        if (value == null) {
            return "missing";
        }
        return value instanceof Iterable || value instanceof Map<?, ?> ? "a list or a map" : "binary data";
    }
}
