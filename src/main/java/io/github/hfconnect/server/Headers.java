package io.github.hfconnect.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a request or an answer, in their order. Names are compared without regard to case (RFC 9110, 5.1).
 *
 * @param entries one for each line; a name may come several times
 */
public record Headers(List<Entry> entries) {

    /** No headers. */
    public static final Headers EMPTY = new Headers(List.of());

    /** One line. */
    public record Entry(String name, String value) {}

    public Headers {
        entries = List.copyOf(entries);
    }

    /** Names and values by turns. */
    public static Headers of(String... namesAndValues) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entries.add(new Entry(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(entries);
    }

    /** The last value of this name, or null. */
    public @Nullable String get(String name) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).name.equalsIgnoreCase(name)) {
                return entries.get(i).value;
            }
        }
        return null;
    }

    /** All values of this name, in their order. */
    public List<String> values(String name) {
        return entries.stream()
                .filter(entry -> entry.name.equalsIgnoreCase(name))
                .map(Entry::value)
                .toList();
    }

    /** The same with one value of this name. */
    public Headers with(String name, String value) {
        List<Entry> others = new ArrayList<>(entries);
        others.removeIf(entry -> entry.name.equalsIgnoreCase(name));
        others.add(new Entry(name, value));
        return new Headers(others);
    }

    /** The same with other values. */
    public Headers map(UnaryOperator<String> value) {
        return new Headers(entries.stream()
                .map(entry -> new Entry(entry.name, value.apply(entry.value)))
                .toList());
    }
}
