package io.github.hfconnect.record.input;

import io.github.hfconnect.inference.Failure;
import io.github.hfconnect.inference.FailureKind;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Outcome;
import io.github.hfconnect.inference.Outcome.Passed.Reason;
import io.github.hfconnect.inference.Slot;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.record.path.MissingFieldException;
import io.github.hfconnect.record.value.PlainValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a record contributes to a model call. Immutable.
 *
 * @param sources one for each of the task's inputs that is configured, at least one
 * @param rules what becomes of records that hold nothing to ask about
 * @param parameters task parameters that are read from the record, by name; one that is null there is left out
 */
public record InputReader(List<SlotSource> sources, InputRules rules, Map<String, FieldPath> parameters) {

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
        this(List.of(SlotSource.text(source, maxChars)), new InputRules(onEmptyInput), parameters);
    }

    /** Reads a key or value that is not null. */
    public Reading read(Object root) {
        try {
            return isUnavailable(root) ? InputRules.passed(Reason.UNAVAILABLE) : readInput(root);
        } catch (MissingFieldException e) {
            return rules.missing(e);
        } catch (DataException e) {
            return unusable(e);
        }
    }

    private boolean isUnavailable(Object root) {
        for (SlotSource source : sources) {
            if (isUnavailable(root, source.paths())) {
                return true;
            }
        }
        return !parameters.isEmpty() && isUnavailable(root, parameters.values());
    }

    private boolean isUnavailable(Object root, Collection<FieldPath> paths) {
        for (FieldPath path : paths) {
            if (rules.unavailable().isIn(path.readIfThere(root))) {
                return true;
            }
        }
        return false;
    }

    private Reading readInput(Object root) {
        Map<String, Object> slots = Map.of();
        Slot empty = null;
        // All of them, so that a path that leads nowhere is told even where another input is empty.
        for (SlotSource source : sources) {
            Object value = source.reader().apply(root);
            slots = value == null ? slots : with(slots, source.slot().name(), value);
            empty = value == null && source.slot().required() ? source.slot() : empty;
        }
        return empty == null ? new Reading.Ask(new Input(slots, parametersIn(root))) : rules.empty(nameOf(empty));
    }

    /** Most tasks have one slot, for which no map need grow. */
    private static Map<String, Object> with(Map<String, Object> slots, String name, Object value) {
        if (slots.isEmpty()) {
            return Map.of(name, value);
        }
        Map<String, Object> more = new HashMap<>(slots);
        more.put(name, value);
        return more;
    }

    private static String nameOf(Slot slot) {
        return slot.name().equals(Input.MAIN) ? "The input" : "The input " + slot.name();
    }

    /** The record's own failure, with the sentence of what was found in it. */
    public static Reading unusable(DataException reason) {
        String message = String.valueOf(reason.getMessage());
        return new Reading.Settled(new Outcome.Failed(Failure.of(FailureKind.REJECTED, message)));
    }

    private Map<String, Object> parametersIn(Object root) {
        if (parameters.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> values = new HashMap<>();
        parameters.forEach((name, path) -> {
            SchemaAndValue found = path.find(root);
            putIfPresent(values, name, PlainValue.of(found.schema(), found.value()));
        });
        return values;
    }

    private static void putIfPresent(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
