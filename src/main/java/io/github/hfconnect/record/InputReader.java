package io.github.hfconnect.record;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a record contributes to a model call. Immutable.
 *
 * @param source of the text
 * @param maxChars longer text is cut to as many code points; 0 for no limit
 * @param onEmptyInput what null and blank text mean
 * @param parameters task parameters that are read from the record, by name; one that is null there is left out
 */
public record InputReader(
        TextSource source, int maxChars, OnEmptyInput onEmptyInput, Map<String, FieldPath> parameters) {

    public InputReader {
        parameters = Map.copyOf(parameters);
    }

    /** Reads a key or value that is not null. */
    public Reading read(Object root) {
        try {
            String text = source.read(root);
            return text == null || text.isBlank() ? empty() : new Reading.Ask(input(cut(text), root));
        } catch (DataException e) {
            return unusable(e);
        }
    }

    private Reading empty() {
        return onEmptyInput == OnEmptyInput.SKIP
                ? new Reading.Settled(new Outcome.Passed())
                : unusable(new DataException("The input is null or blank, and on.empty.input=fail"));
    }

    static Reading unusable(DataException reason) {
        String message = String.valueOf(reason.getMessage());
        return new Reading.Settled(new Outcome.Failed(Failure.of(FailureKind.REJECTED, message)));
    }

    private String cut(String text) {
        boolean fits = maxChars == 0 || text.length() <= maxChars || text.codePointCount(0, text.length()) <= maxChars;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, maxChars));
    }

    private Input input(String text, Object root) {
        Map<String, Object> values = new HashMap<>();
        parameters.forEach((name, path) -> putIfPresent(values, name, PlainValue.of(path.read(root))));
        return new Input(Map.of(Input.MAIN, text), values);
    }

    private static void putIfPresent(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
