package io.github.hfconnect.task;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.InferenceException;
import io.github.hfconnect.inference.Input;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inputs of a task that takes texts. */
public final class Texts {

    private Texts() {}

    /**
     * The main slot of each input as text.
     *
     * @throws InferenceException of kind {@code REJECTED} where one is no text, number or boolean
     */
    public static List<String> of(List<Input> inputs) {
        return inputs.stream().map(Texts::of).toList();
    }

    private static String of(Input input) {
        Object value = input.value();
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw rejected("is " + describe(value));
        }
        String text = input.text();
        // It would travel as an escape and fail in the tokenizer, with any kind of error and for the whole batch.
        if (holdsHalfOfPair(text)) {
            throw rejected("holds half of a surrogate pair");
        }
        return text;
    }

    /** Whether a text has one half of a surrogate pair without the other. */
    public static boolean holdsHalfOfPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static InferenceException rejected(String found) {
        return new InferenceException(
                Failure.of(FailureKind.REJECTED, "The task takes a text, but the input " + found));
    }

    private static String describe(@Nullable Object value) {
        if (value == null) {
            return "missing";
        }
        return value instanceof ByteBuffer ? "binary data" : "a list or a map";
    }
}
