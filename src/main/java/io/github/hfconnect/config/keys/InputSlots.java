package io.github.hfconnect.config.keys;

import io.github.hfconnect.config.value.KeyError;
import io.github.hfconnect.inference.Input;
import io.github.hfconnect.inference.Slot;
import io.github.hfconnect.record.input.InputTemplate;
import io.github.hfconnect.record.input.SlotSource;
import io.github.hfconnect.record.path.FieldPath;
import io.github.hfconnect.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/** From the keys of the group Input to the inputs of the configured task. */
public final class InputSlots {

    private static final Pattern SLOT_KEY = Pattern.compile("input\\.[^.]+\\.field");

    private InputSlots() {}

    /** Where the task's inputs come from, for a configuration without {@link #errors}. */
    public static List<SlotSource> sources(Task task, AbstractConfig values) {
        return task.slots().stream()
                .filter(slot -> isSet(slot, values) || (isSingle(slot) && slot.required()))
                .map(slot -> source(slot, values))
                .toList();
    }

    private static boolean isSet(Slot slot, AbstractConfig values) {
        return values.getString(key(slot)) != null || (isWords(slot) && values.getString(InputKeys.TEMPLATE) != null);
    }

    private static SlotSource source(Slot slot, AbstractConfig values) {
        int maxChars = values.getInt(InputKeys.MAX_CHARS);
        String template = values.getString(InputKeys.TEMPLATE);
        return isWords(slot) && template != null
                ? SlotSource.text(slot, InputTemplate.parse(template), maxChars)
                : SlotSource.at(slot, path(values.getString(key(slot))), maxChars);
    }

    private static boolean isWords(Slot slot) {
        return isSingle(slot) && slot.kind() == Slot.Kind.TEXT;
    }

    private static FieldPath path(@Nullable String field) {
        return field == null ? FieldPath.WHOLE : FieldPath.parse(field);
    }

    private static boolean isSingle(Slot slot) {
        return slot.name().equals(Input.MAIN);
    }

    static String key(Slot slot) {
        return isSingle(slot) ? InputKeys.FIELD : InputKeys.field(slot);
    }

    /** Keys that the task needs or has no use for. */
    public static List<KeyError> errors(Task task, AbstractConfig values) {
        List<KeyError> errors = new ArrayList<>();
        task.slots().stream()
                .filter(slot -> !isSingle(slot) && slot.required() && values.getString(key(slot)) == null)
                .forEach(slot -> errors.add(new KeyError(
                        key(slot), "Set it: the task " + task.name() + " needs the input " + slot.name())));
        addSurplus(task, values, errors);
        addTemplate(task, values, errors);
        return errors;
    }

    private static void addSurplus(Task task, AbstractConfig values, List<KeyError> errors) {
        List<String> used = task.slots().stream().map(InputSlots::key).toList();
        values.originals().entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> entry.getKey())
                .filter(key ->
                        key.equals(InputKeys.FIELD) || SLOT_KEY.matcher(key).matches())
                .filter(key -> !used.contains(key))
                .sorted()
                .forEach(key -> errors.add(new KeyError(key, surplus(task, used))));
    }

    private static String surplus(Task task, List<String> used) {
        return "Remove it: the task " + task.name() + " takes " + used.stream().collect(Collectors.joining(", "));
    }

    private static void addTemplate(Task task, AbstractConfig values, List<KeyError> errors) {
        if (values.getString(InputKeys.TEMPLATE) == null) {
            return;
        }
        if (task.slots().stream().noneMatch(InputSlots::isWords)) {
            List<String> used = task.slots().stream().map(InputSlots::key).toList();
            errors.add(new KeyError(InputKeys.TEMPLATE, surplus(task, used)));
        } else if (values.getString(InputKeys.FIELD) != null) {
            String message = "It is used instead of " + InputKeys.FIELD + ": remove one of them";
            errors.add(new KeyError(InputKeys.TEMPLATE, message));
        }
    }
}
