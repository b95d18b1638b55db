package io.github.hfconnect.record.input;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Tells values that say "unchanged, and not sent". Debezium writes one text in each place of a column that it was not told:
 * where a text, bytes, a list or a map is due, in the form of that type.
 *
 * @param placeholders in all their forms
 */
public record UnavailableValues(List<Placeholder> placeholders) {

    /** Every value is what it says. */
    public static final UnavailableValues NONE = new UnavailableValues(List.of());

    public UnavailableValues {
        placeholders = List.copyOf(placeholders);
    }

    /** Values that are written as these texts, or in another form of them. */
    public static UnavailableValues of(List<String> texts) {
        return new UnavailableValues(texts.stream().map(Placeholder::of).toList());
    }

    /** Whether the value is such a one, or has such a one among its parts. */
    public boolean isIn(@Nullable Object value) {
        return value != null && !placeholders.isEmpty() && (isOne(value) || isInParts(value));
    }

    private boolean isOne(Object value) {
        for (Placeholder placeholder : placeholders) {
            if (placeholder.is(value)) {
                return true;
            }
        }
        return false;
    }

    private boolean isInParts(Object value) {
        if (value instanceof Collection<?> elements) {
            return elements.stream().anyMatch(this::isIn);
        }
        if (value instanceof Map<?, ?> map) {
            return isInParts(map.values());
        }
        return value instanceof Struct struct
                && struct.schema().fields().stream().anyMatch(field -> isIn(struct.getWithoutDefault(field.name())));
    }
}
