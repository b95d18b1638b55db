package io.github.hfconnect.record;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Slot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a record contributes to a model call. Immutable.
 *
 * @param sources one for each of the task's inputs that is configured, at least one
 * @param onEmptyInput what it means that a required input is null or blank
 * @param parameters task parameters that are read from the record, by name; one that is null there is left out
 */
public record InputReader(List<SlotSource> sources, OnEmptyInput onEmptyInput, Map<String, FieldPath> parameters) {

    public InputReader {
        sources = List.copyOf(sources);
        parameters = Map.copyOf(parameters);
    }

    /**
     * A reader of one text.
     *
     * @param maxChars longer text is cut to as many code points; 0 for no limit
     */
    public InputReader(TextSource source, int maxChars, OnEmptyInput onEmptyInput, Map<String, FieldPath> parameters) {
        this(List.of(SlotSource.text(source, maxChars)), onEmptyInput, parameters);
    }

    /** Reads a key or value that is not null. */
    public Reading read(Object root) {
        try {
            Map<String, Object> slots = new HashMap<>();
            Slot empty = null;
            // All of them, so that a path that leads nowhere is told even where another input is empty.
            for (SlotSource source : sources) {
                Object value = source.reader().apply(root);
                putIfPresent(slots, source.slot().name(), value);
                empty = value == null && source.slot().required() ? source.slot() : empty;
            }
            return empty == null ? new Reading.Ask(new Input(slots, parametersIn(root))) : empty(empty);
        } catch (DataException e) {
            return unusable(e);
        }
    }

    private Reading empty(Slot slot) {
        String name = slot.name().equals(Input.MAIN) ? "" : " " + slot.name();
        return onEmptyInput == OnEmptyInput.SKIP
                ? new Reading.Settled(new Outcome.Passed())
                : unusable(new DataException("The input" + name + " is null or blank, and on.empty.input=fail"));
    }

    static Reading unusable(DataException reason) {
        String message = String.valueOf(reason.getMessage());
        return new Reading.Settled(new Outcome.Failed(Failure.of(FailureKind.REJECTED, message)));
    }

    private Map<String, Object> parametersIn(Object root) {
        if (parameters.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> values = new HashMap<>();
        parameters.forEach((name, path) -> putIfPresent(values, name, PlainValue.of(path.read(root))));
        return values;
    }

    private static void putIfPresent(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
